/** What is expected of predictions, from the text to the number that was measured. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type FileReader, isProblem } from "../../data/define.ts";
import { makeDataset } from "../../data/index.ts";
import { judge } from "../../engine/probe/expectations.ts";
import { Run } from "../../engine/train/run.ts";
import { checkFile, parse } from "../../language/index.ts";
import { compiled } from "../engine/compiled.ts";

const lines = Array.from(
  { length: 60 },
  (_, row) => `${row % 7},${row % 5},${2 * (row % 7) - (row % 5)},k${row % 6}`,
);
const files: FileReader = (path) =>
  path === "table.csv"
    ? new TextEncoder().encode(["a,b,y,kind", ...lines, ""].join("\n"))
    : { problem: `There is no file "${path}".`, advice: "Write none." };

const textOf = (label: string, source: string, units: number, settings: string) => `
data table = csv("table.csv", label: ${label}, ${source})
network Net {
  input x: [n]
  output x -> dense(${units}, init: constant(0))
}
train Net on table { ${settings} }
`;

async function measured(text: string): Promise<Readonly<Record<string, number>>> {
  const { experiments, diagnostics } = checkFile(parse(text), text, { files });
  const experiment = experiments[0]?.experiment;
  assert.ok(experiment !== undefined, diagnostics.map(({ message }) => message).join("\n"));
  const data = makeDataset(experiment.data, experiment.training.seed, files);
  assert.ok(!isProblem(data));
  const run = await Run.open(experiment, data, compiled);
  run.train(run.totalSteps);
  const outcomes = judge(run, run.evaluate());
  return Object.fromEntries(outcomes.map((outcome) => [outcome.claim.split(" ")[0]!, outcome.measured]));
}

test("numbers that are predicted well are near their labels and explain their variance", async () => {
  const expectations = "expect mae < 0.01; expect r2 > 0.99; expect loss < 0.01";
  const settings = `loss: mse; optimizer: adam(lr: 0.1); epochs: 300; ${expectations}`;
  const text = textOf("y", 'task: regression, ignore: "kind"', 1, settings);
  const { mae, r2 } = await measured(text);
  assert.ok(mae! < 0.01 && r2! > 0.9999, `${mae} ${r2}`);
  const untrained = await measured(text.replace("epochs: 300", "steps: 1").replace("lr: 0.1", "lr: 1e-9"));
  assert.ok(untrained.mae! > 1 && untrained.r2! < 0.5, `${untrained.mae} ${untrained.r2}`);
});

test("six classes of which nothing is known: the surprise of six, and five of them are the likeliest", async () => {
  const expectations = "expect perplexity < 7; expect top5 > 0.5; expect accuracy < 0.5; expect mistakes > 1";
  const settings = `loss: cross_entropy; optimizer: sgd(lr: 1e-9); steps: 1; ${expectations}`;
  const { perplexity, top5, accuracy, mistakes } = await measured(textOf("kind", 'ignore: "y"', 6, settings));
  assert.ok(Math.abs(perplexity! - 6) < 1e-4, `${perplexity}`);
  assert.ok(top5! > 0.6 && top5! < 1 && accuracy! < 0.4, `${top5} ${accuracy}`);
  assert.equal(mistakes, Math.round((1 - accuracy!) * 12));
});

test("what only makes sense for numbers is not expected of classes, and the reverse", () => {
  const problems = (text: string) =>
    checkFile(parse(text), text, { files }).diagnostics.map(({ code }) => code);
  const classes = textOf("kind", 'ignore: "y"', 6, "loss: cross_entropy; steps: 1; expect r2 > 0.5");
  const numbers = textOf(
    "y",
    'task: regression, ignore: "kind"',
    1,
    "loss: mse; steps: 1; expect top5 > 0.5",
  );
  assert.deepEqual(problems(classes), ["SOMA4021"]);
  assert.deepEqual(problems(numbers), ["SOMA4021"]);
});
