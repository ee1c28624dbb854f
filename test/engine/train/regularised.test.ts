/** What an experiment may add to its optimizer: schedules, clipping, penalties, early stops; and Rosenblatt's rule. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { Run } from "../../../engine/train/run.ts";
import type { RunData } from "../../../engine/train/run-data.ts";
import type { Training } from "../../../network/experiment.ts";
import { optimizers, schedules } from "../../../training/index.ts";
import { compiled } from "../compiled.ts";
import { call, experimentOf, networkOf, quadrants, randomRows } from "../experiments.ts";

const network = networkOf(
  [2],
  [
    { kind: "dense", attributes: { units: 8, activation: call("tanh") } },
    { kind: "dense", attributes: { units: 1 } },
  ],
);
const loss = call("binary_cross_entropy");
const engines = { interpreted: interpret, compiled };

const variants: Readonly<Record<string, Partial<Training>>> = {
  ...Object.fromEntries(
    [...optimizers.values()]
      .filter(({ correctsMistakes }) => correctsMistakes !== true)
      .map(({ name }) => [name, { optimizer: call(name, { lr: 0.02 }) }]),
  ),
  "sgd with momentum and decay": { optimizer: call("sgd", { lr: 0.1, momentum: 0.9, weight_decay: 0.001 }) },
  "adagrad with a start": { optimizer: call("adagrad", { lr: 0.1, start: 0.1, lr_decay: 0.01 }) },
  "rmsprop centered": { optimizer: call("rmsprop", { lr: 0.01, centered: true, momentum: 0.5 }) },
  ...Object.fromEntries(
    [...schedules.keys()].map((name) => [
      `schedule ${name}`,
      { schedule: call(name, name === "step" ? { every: 2 } : name === "warmup" ? { over: 2 } : {}) },
    ]),
  ),
  "clip norm": { clip: call("norm", { max: 0.1 }) },
  "clip value": { clip: call("value", { max: 0.05 }) },
  "l1 and l2": { l1: 0.001, l2: 0.01 },
  "early stop": { earlyStop: { epochs: 3, metric: "loss" }, l2: 0.01 },
};

for (const [name, training] of Object.entries(variants)) {
  test(`${name}: learns, compiled as interpreted, and resumes bit for bit`, async () => {
    const optimizer = call("sgd", { lr: 0.3, momentum: 0.8 });
    const experiment = experimentOf(network, { loss, optimizer, epochs: 12, ...training });
    const data = quadrants(124, 104);
    const truth = await Run.open(experiment, data, interpret);
    const first = truth.evaluate().train.loss;
    const want = truth.train(truth.totalSteps).losses;
    assert.ok(truth.evaluate().train.loss < first, `${first} → ${truth.evaluate().train.loss}`);
    const whole = await Run.open(experiment, data, compiled);
    const got = whole.train(whole.totalSteps).losses;
    assert.equal(got.length, want.length);
    got.forEach((value, step) => {
      assert.ok(Math.abs(value - want[step]!) < 2e-4, `step ${step}: ${value}, ${want[step]}`);
    });
    const head = await Run.open(experiment, data, compiled);
    head.train(17);
    const tail = await Run.open(experiment, data, compiled, head.save());
    tail.train(tail.totalSteps - tail.step);
    assert.deepEqual(tail.save(), whole.save());
  });
}

/** y = w x with x = 1 and the label 0: each step of sgd takes 2 · rate · w from w, so the rate can be read off. */
async function ratesOf(training: Partial<Training>, steps: number): Promise<readonly number[]> {
  const line = networkOf(
    [1],
    [{ kind: "dense", attributes: { units: 1, bias: false, init: call("constant", { value: 1 }) } }],
  );
  const data: RunData = {
    description: { input: [1], label: { kind: "values", shape: [1] } },
    rows: 4,
    trainRows: 4,
    inputs: new Float32Array(4).fill(1),
    labels: new Float32Array(4),
  };
  const optimizer = call("sgd", { lr: 0.01 });
  const experiment = experimentOf(line, { loss: call("mse"), optimizer, batch: 2, ...training });
  const run = await Run.open(experiment, data, compiled);
  return Array.from({ length: steps }, () => {
    const [before] = run.weight("0:dense.weight");
    run.train(1);
    const [after] = run.weight("0:dense.weight");
    return (before! - after!) / (2 * before!);
  });
}

const assertNear = (got: readonly number[], want: readonly number[]) => {
  assert.equal(got.length, want.length);
  got.forEach((value, place) => {
    assert.ok(Math.abs(value - want[place]!) < 1e-6, `${place}: ${value}, expected ${want[place]}`);
  });
};

test("a schedule counts in epochs where the run's length is given in epochs, else in steps", async () => {
  const schedule = call("step", { every: 2, factor: 0.5 });
  const epochs = await ratesOf({ schedule, epochs: 4 }, 8);
  assertNear(epochs, [0.01, 0.01, 0.01, 0.01, 0.005, 0.005, 0.005, 0.005]);
  const steps = await ratesOf({ schedule, epochs: undefined as never, steps: 5 }, 5);
  assertNear(steps, [0.01, 0.01, 0.005, 0.005, 0.0025]);
});

test("cosine ends just above its end, one_cycle at its end after its top", async () => {
  const cosine = await ratesOf({ schedule: call("cosine", { end: 0.1 }), epochs: 5 }, 10);
  const want = cosine.map((_, t) => 0.01 * (0.1 + 0.9 * 0.5 * (1 + Math.cos((Math.PI * t) / 10))));
  assertNear(cosine, want);
  const cycle = await ratesOf({ schedule: call("one_cycle"), epochs: 10 }, 20);
  assert.equal(cycle.indexOf(Math.max(...cycle)), 5);
  assertNear([cycle[0]!, cycle[5]!, cycle[19]!], [0.0004, 0.01, 0.00000004]);
});

test("a rate that is set while it runs is what the schedule takes its share of", async () => {
  const experiment = experimentOf(network, { loss, schedule: call("cosine") });
  const run = await Run.open(experiment, quadrants(50), interpret);
  run.train(3);
  run.rate = 0;
  const before = run.save();
  run.train(1);
  assert.deepEqual(run.weight("0:dense.weight"), before.tensors["0:dense.weight"]);
});

test("a penalty is no part of the loss that is shown, and leaves biases alone", async () => {
  const data = quadrants(40);
  const plain = experimentOf(network, { loss, batch: 40 });
  const heavy = { ...plain, training: { ...plain.training, l2: 0.5 } };
  const [free, held] = await Promise.all([plain, heavy].map((each) => Run.open(each, data, interpret)));
  const before = free!.save().tensors;
  assert.deepEqual(free!.train(1).losses, held!.train(1).losses);
  assert.deepEqual(free!.weight("1:dense.bias"), held!.weight("1:dense.bias"));
  // The slope of 0.5 · w² is w, the rate 0.1.
  held!.weight("0:dense.weight").forEach((w, place) => {
    const want = free!.weight("0:dense.weight")[place]! - 0.1 * before["0:dense.weight"]![place]!;
    assert.ok(Math.abs(w - want) < 1e-6);
  });
});

test("an early stop ends the run after so many epochs without anything better", async () => {
  // Random labels on the test rows: the loss there gets worse soon.
  const data = { ...randomRows(3, [2], { classes: 2 }, 60), trainRows: 30 };
  const optimizer = call("adam", { lr: 0.05 });
  const training = { loss, optimizer, epochs: 500, earlyStop: { epochs: 4, metric: "loss" } } as const;
  const run = await Run.open(experimentOf(network, training), data, compiled);
  const testLosses: number[] = [];
  while (run.step < run.totalSteps) {
    run.train(1000, true);
    testLosses.push(run.evaluate().test!.loss);
  }
  assert.ok(run.hasStoppedEarly);
  assert.equal(testLosses.indexOf(Math.min(...testLosses)), testLosses.length - 5);
  assert.equal(run.totalSteps, run.step);
  const whole = await Run.open(experimentOf(network, training), data, compiled);
  assert.equal(whole.train(whole.totalSteps).losses.length, run.step);
  assert.deepEqual(whole.save(), run.save());
});

test("class weights count the rare class more, in training and in the evaluation", async () => {
  const two = networkOf(
    [2],
    [{ kind: "dense", attributes: { units: 2, init: call("constant", { value: 0 }) } }],
  );
  const data = quadrants(40);
  const weighted = call("cross_entropy", { class_weights: [1, 5] });
  for (const [name, make] of Object.entries(engines)) {
    const run = await Run.open(experimentOf(two, { loss: weighted, batch: 40 }), data, make);
    const evaluated = run.evaluate().train.loss;
    const [shown] = run.train(1).losses;
    // All logits are 0, so every row's loss is ln 2 whatever it counts.
    assert.ok(Math.abs(evaluated - Math.LN2) < 1e-6 && Math.abs(shown! - Math.LN2) < 1e-6, name);
    const ones = data.labels.reduce((sum, label) => sum + label, 0);
    const share = (5 * ones) / (5 * ones + (40 - ones));
    const [first, second] = run.weight("0:dense.bias");
    assert.ok(Math.abs(second! - 0.1 * (share - 0.5)) < 1e-6 && first === -second!, name);
  }
});
