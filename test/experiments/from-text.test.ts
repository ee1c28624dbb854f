/** Everything that may be written about training, from the text to a compiled run. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type FileReader, isProblem } from "../../data/define.ts";
import { makeDataset } from "../../data/index.ts";
import { Run } from "../../engine/train/run.ts";
import { checkFile, parse } from "../../language/index.ts";
import { compiled } from "../engine/compiled.ts";
import { iris, without } from "./data.ts";

const noFiles: FileReader = (path) => ({ problem: `There is no file "${path}".`, advice: "Write none." });

/** The run of a text's one experiment, not yet trained. */
async function runOf(text: string, files = noFiles): Promise<Run> {
  const { diagnostics, experiments } = checkFile(parse(text), text, { files });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  const experiment = experiments[0]?.experiment;
  assert.ok(experiment !== undefined, "the text has an experiment");
  const data = makeDataset(experiment.data, experiment.training.seed, files);
  assert.ok(!isProblem(data));
  return Run.open(experiment, data, compiled);
}

const circle = (settings: string): string => `
data rings = circle(points: 200)
network Net {
  input x: [2]
  output x -> dense(8, tanh) -> dense(1)
}
train Net on rings { epochs: 30; batch: 20; ${settings} }
`;

const settings = [
  "loss: hinge; optimizer: adam(lr: 0.03)",
  "loss: binary_cross_entropy(positive_weight: 2); optimizer: adamw(lr: 0.03, weight_decay: 0.001)",
  "loss: binary_cross_entropy; optimizer: rmsprop(lr: 0.02)",
  "loss: binary_cross_entropy; optimizer: adagrad(lr: 0.2)",
  "loss: binary_cross_entropy; optimizer: sgd(lr: 0.3, momentum: 0.9, nesterov: true, weight_decay: 1e-4)",
  "loss: binary_cross_entropy; optimizer: adam(lr: 0.05); schedule: constant",
  "loss: binary_cross_entropy; optimizer: adam(lr: 0.05); schedule: step(10, factor: 0.5)",
  "loss: binary_cross_entropy; optimizer: adam(lr: 0.05); schedule: cosine(end: 0.1)",
  "loss: binary_cross_entropy; optimizer: adam(lr: 0.05); schedule: warmup(3, after: cosine)",
  "loss: binary_cross_entropy; optimizer: adam(lr: 0.05); schedule: one_cycle",
  "loss: binary_cross_entropy; optimizer: sgd(lr: 0.5, momentum: 0.9); clip: norm(1)",
  "loss: binary_cross_entropy; optimizer: sgd(lr: 0.5, momentum: 0.9); clip: value(0.1)",
  "loss: binary_cross_entropy; optimizer: adam(lr: 0.05); l1: 1e-4; l2: 1e-4",
];

for (const written of settings) {
  test(`rings are learned with ${written}`, async () => {
    const run = await runOf(circle(written));
    run.train(run.totalSteps);
    const { accuracy } = run.evaluate().train;
    assert.ok(accuracy! > 0.9, `${accuracy}`);
  });
}

test("an early stop that is written ends the run", async () => {
  const slow = "loss: mse; optimizer: sgd(lr: 1e-6); early_stop: patience(4, metric: accuracy)";
  const run = await runOf(circle(slow));
  run.train(run.totalSteps);
  assert.ok(run.hasStoppedEarly);
  assert.equal(run.step, 5 * run.stepsPerEpoch);
});

test("smoothed labels and class weights reach the loss", async () => {
  const text = `
data three = points([[0, 0] -> 0, [1, 0] -> 1, [0, 1] -> 2, [1, 1] -> 2])
network Net {
  input x: [2]
  output x -> dense(3, init: constant(0))
}
train Net on three { loss: cross_entropy(label_smoothing: 0.2, class_weights: [3, 1, 1]); batch: 4; shuffle: false }
`;
  const run = await runOf(text);
  // By hand, all logits being 0: over 3 classes the smoothed target is 13/15 and twice 1/15.
  const rowOf = (own: number, others: number) => ((13 * own + others) / 15) * Math.log(3);
  const wanted = (rowOf(3, 2) + 3 * rowOf(1, 4)) / (3 + 1 + 1 + 1);
  assert.ok(Math.abs(run.evaluate().train.loss - wanted) < 1e-6);
  assert.ok(Math.abs(run.train(1).losses[0]! - wanted) < 1e-6);
});

test("the perceptron of 1958 as it is written", { skip: without("iris.csv") }, async () => {
  const rows = iris([0, 1], [0, 1, 2, 3]).map(({ input, label }) => [...input, `kind ${label}`].join(","));
  const table = ["a,b,c,d,species", ...rows, ""].join("\n");
  const files: FileReader = (path) =>
    path === "iris_two.csv" ? new TextEncoder().encode(table) : noFiles(path);
  const text = `
data iris_two = csv("iris_two.csv", label: species) { shuffle: false; split: 1 }
network Perceptron {
  input x: [4]
  output x -> dense(1, step, init: constant(0))
}
train Perceptron on iris_two { optimizer: perceptron(lr: 1); epochs: 100; seed: 1; shuffle: false; expect mistakes <= 10 }
`;
  const run = await runOf(text, files);
  run.train(run.totalSteps);
  assert.equal(run.experiment.training.batch, 1);
  assert.equal(run.mistakes, 5);
  assert.equal(run.evaluate().train.accuracy, 1);
});
