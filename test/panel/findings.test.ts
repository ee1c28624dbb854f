/** Findings of runs: what is dead, saturated or lost is said with its numbers, and healthy networks are left alone. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { FileReader } from "../../data/define.ts";
import { makeDataset } from "../../data/index.ts";
import { interpret } from "../../engine/graph/interpret.ts";
import { drawKey, randomBits } from "../../engine/ops/random.ts";
import { type LayerActivity, layerActivity } from "../../engine/probe/layer-activity.ts";
import { activationsOf } from "../../engine/probe/unit-statistics.ts";
import { Run } from "../../engine/train/run.ts";
import { findingsOf } from "../../language/findings/findings.ts";
import { remediesFor } from "../../language/findings/remedies.ts";
import { isDead, isSaturated, type RunReport, usualLimits } from "../../language/findings/report.ts";
import { applyEdits, type CheckedFile, checkText } from "../../language/index.ts";
import { compiled } from "../engine/compiled.ts";
import { call, experimentOf, networkOf, randomRows, type Stage } from "../engine/experiments.ts";
import { randomExperiment } from "../engine/random-network.ts";

function activityOf(run: Run): readonly LayerActivity[] {
  const pieces = layerActivity(run.evaluator, run.experiment.network, run.data.inputs);
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

const files: FileReader = (name) => readFileSync(`examples/${name}`);

/** Trains an experiment of the text to its end. */
async function report(checked: CheckedFile, name: string): Promise<RunReport> {
  const { experiment } = checked.experiments.find((candidate) => candidate.name === name)!;
  assert(experiment, `${name} can be trained`);
  const data = makeDataset(experiment.data, experiment.training.seed, files);
  assert(!("problem" in data));
  const run = await Run.open(experiment, data, compiled);
  const { diverged } = run.train(run.totalSteps);
  return {
    network: experiment.network.name,
    experiment: name,
    activity: { step: run.step, rows: data.rows, layers: activityOf(run) },
    ...(diverged ? { diverged } : {}),
  };
}

const picks = (seed: number) => {
  const key = drawKey(seed, 0, 0);
  let index = 0;
  return <T>(options: readonly T[]): T => options[(randomBits(key, index++) >>> 0) % options.length]!;
};

/** One to four layers of 8 to 64 neurons as one writes them, dense or convolutional, with the starting weights of the kind. */
function healthyStages(seed: number): {
  readonly input: readonly number[];
  readonly stages: readonly Stage[];
} {
  const pick = picks(seed);
  const activation = call(pick(["relu", "tanh", "sigmoid"]));
  const depth = pick([1, 2, 3, 4]);
  const isImage = seed % 8 === 0;
  const layers = Array.from({ length: depth }, (): Stage => {
    const size = pick([8, 16, 32, 64]);
    return isImage
      ? {
          kind: "conv2d",
          attributes: { filters: Math.min(16, size), kernel: [3, 3], padding: "same", activation },
        }
      : { kind: "dense", attributes: { units: size, activation } };
  });
  return {
    input: isImage ? [1, 6, 6] : [pick([2, 4, 16])],
    stages: [...layers, { kind: "flatten" }, { kind: "dense", attributes: { units: 3 } }],
  };
}

test("fresh networks of 200 seeds are left alone", async () => {
  let watched = 0;
  for (let seed = 0; seed < 200; seed++) {
    const { input, stages } = healthyStages(seed);
    const experiment = experimentOf(networkOf(input, stages), {
      loss: call("cross_entropy"),
      optimizer: call("sgd", { lr: 0.05 }),
      seed,
    });
    const run = await Run.open(experiment, randomRows(seed, input, { classes: 3 }, 60), interpret);
    const layers = activityOf(run);
    watched += layers.length;
    const found = layers.filter((layer) => isDead(layer, 0, usualLimits) || isSaturated(layer));
    assert.deepEqual(found, [], `seed ${seed}`);
  }
  assert(watched > 400, `${watched} layers were looked at`);
});

test("what is said to be silent in random networks is, counted another way", async () => {
  let silent = 0;
  for (let seed = 0; seed < 60; seed++) {
    const { experiment, data, kinds } = randomExperiment(seed);
    const run = await Run.open(experiment, data, interpret);
    for (const layer of activityOf(run)) {
      const { shape } = experiment.network.steps.find(({ name }) => name === layer.step)!;
      const units = shape.reduce((size, axis) => size * axis, 1);
      const ever = Array.from({ length: units }, (_, unit) =>
        activationsOf(run.evaluator, data.inputs, layer.step, unit).some((value) => value > 0),
      );
      const place = `seed ${seed}: ${kinds.join(" → ")}, ${layer.step}`;
      if (layer.silent === layer.neurons) assert(!ever.includes(true), place);
      if (layer.silent === 0) assert(ever.filter(Boolean).length >= layer.neurons, place);
      silent += layer.silent;
    }
  }
  assert(silent > 0, "some neurons of random networks are silent");
});

test("the examples train without a finding, but for the one that shows a dead layer", async () => {
  const findings: string[] = [];
  let experiments = 0;
  for (const file of readdirSync("examples").filter((name) => name.endsWith(".soma"))) {
    const checked = checkText(readFileSync(`examples/${file}`, "utf8"), { files });
    for (const { name, experiment } of checked.experiments) {
      if (!experiment || experiment.network.steps.some(({ kind }) => kind === "conv2d")) continue;
      experiments++;
      const shown = findingsOf(checked, await report(checked, name), usualLimits);
      findings.push(...shown.map(({ code, message }) => `${file} ${name} ${code} ${message}`));
    }
  }
  assert(experiments >= 12, `${experiments} experiments were trained`);
  assert.equal(findings.length, 1, findings.join("\n"));
  assert.match(
    findings[0]!,
    /^dead-relu\.soma Dead SOMA6001 16 of 16 neurons of `h` are dead: never above 0 on any of the 400 rows after 960 steps\./,
  );
});

const text = (layer: string, optimizer = "adam(lr: 0.01)"): string => `data rings = circle(points: 200)
network Net {
  input x: [2]
  output x -> h: ${layer} -> dense(1)
}
train Net on rings { loss: mse; optimizer: ${optimizer}; epochs: 5; seed: 1 }
`;

/** Titles of the remedies that hold, and the codes, of a text that is trained to its end. */
async function remedies(source: string, limits = usualLimits) {
  const checked = checkText(source, { files });
  assert.deepEqual(
    checked.diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  const findings = findingsOf(checked, await report(checked, "Net"), limits);
  return findings.map((finding) => ({
    code: finding.code,
    message: finding.message,
    place: source.slice(finding.span.start, finding.span.end),
    fixes: remediesFor(checked, finding, files).map(({ title }) => title),
    texts: remediesFor(checked, finding, files).map(({ edits }) => applyEdits(source, edits).text),
  }));
}

test("a dead layer is marked where it is written, and each remedy ends it", async () => {
  const [finding, ...more] = await remedies(text("dense(12, relu, bias: constant(-30))"));
  assert.deepEqual(more, []);
  assert.equal(finding?.place, "dense(12, relu, bias: constant(-30))");
  assert.deepEqual(finding?.fixes, [
    "Use leaky_relu instead of relu",
    "Use elu instead of relu",
    "Use swish instead of relu",
  ]);
  for (const mended of finding?.texts ?? []) assert.deepEqual(await remedies(mended), [], mended);
  // prelu has a weight of its own: it is a layer, and no activation inside of one.
  const alone = await remedies(text("dense(12, bias: constant(-30)) -> relu"));
  assert.deepEqual(
    alone.map(({ place, fixes }) => [place, fixes[1]]),
    [["relu", "Use prelu instead of relu"]],
  );
});

test("a layer is reported from the share of the setting on", async () => {
  const source = text("dense(12, relu, init: normal(0.1), bias: constant(-0.15))", "sgd(lr: 0.001)");
  const [always] = await remedies(source, { deadShare: 0 });
  assert.match(always?.message ?? "", /^[1-9]\d* of 12 neurons/);
  assert.match(always?.message ?? "", /40 % dead cost 18 points of accuracy with 8 neurons a layer/);
  assert.deepEqual(await remedies(source, { deadShare: 1 }), []);
});

test("a saturated layer and a run that diverged say so, with a lower rate as a remedy", async () => {
  const [saturated] = await remedies(text("dense(8, tanh, init: constant(900))"));
  assert.equal(saturated?.code, "SOMA6002");
  assert.match(
    saturated?.message ?? "",
    /^\d+ % of what `h` gives lies at the flat ends of tanh, over 200 rows/,
  );
  assert.equal(saturated?.fixes[0], "Lower the learning rate to 0.001");
  const lost = (await remedies(text("dense(8, tanh)", "sgd(lr: 1e12)"))).find(
    ({ code }) => code === "SOMA6003",
  );
  assert.equal(lost?.place, "1e12");
  assert.match(
    lost?.message ?? "",
    /diverged: its loss was no longer a finite number at step \d+, with a learning rate of 1000000000000\./,
  );
  assert.deepEqual(lost?.fixes, ["Lower the learning rate to 100000000000"]);
});
