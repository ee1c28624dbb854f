/** Rosenblatt's rule on gates: the mistakes it makes, where it ends, and that it never ends on XOR (experiment C02). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Run } from "../../../engine/train/run.ts";
import type { RunData } from "../../../engine/train/run-data.ts";
import { compiled } from "../compiled.ts";
import { call, experimentOf, networkOf } from "../experiments.ts";

const unit = { units: 1, activation: call("step"), init: call("constant", { value: 0 }) };

/** Rows in order, one a step, over so many epochs. */
async function learn(inputs: readonly (readonly number[])[], answers: readonly number[], epochs: number) {
  const network = networkOf([inputs[0]!.length], [{ kind: "dense", attributes: unit }]);
  const optimizer = call("perceptron", { lr: 1 });
  const experiment = experimentOf(network, {
    loss: call("mae"),
    optimizer,
    batch: 1,
    epochs,
    shuffle: false,
  });
  const data: RunData = {
    description: { input: [inputs[0]!.length], label: { kind: "classes", names: ["no", "yes"] } },
    rows: inputs.length,
    trainRows: inputs.length,
    inputs: Float32Array.from(inputs.flat()),
    labels: Float32Array.from(answers),
  };
  const run = await Run.open(experiment, data, compiled);
  const mistakesAnEpoch: number[] = [];
  const weights: number[][] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { losses } = run.train(1000, true);
    mistakesAnEpoch.push(losses.reduce((sum, share) => sum + share, 0));
    weights.push([...run.weight("0:dense.weight"), ...run.weight("0:dense.bias")]);
  }
  return { run, mistakesAnEpoch, weights };
}

const gates = {
  AND: { answers: [0, 0, 0, 1], mistakes: 18, epochs: 9, weights: [3, 2, -4], withSigns: 1 },
  OR: { answers: [0, 1, 1, 1], mistakes: 9, epochs: 6, weights: [2, 2, -1], withSigns: 3 },
  NAND: { answers: [1, 1, 1, 0], mistakes: 18, epochs: 9, weights: [-3, -2, 4], withSigns: 1 },
};
const bits = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const signs = bits.map((row) => row.map((bit) => 2 * bit - 1));

for (const [gate, { answers, mistakes, epochs, weights, withSigns }] of Object.entries(gates)) {
  test(`${gate}: ${mistakes} mistakes, ${epochs} epochs, w = (${weights})`, async () => {
    const learned = await learn(bits, answers, 12);
    assert.equal(learned.run.mistakes, mistakes);
    assert.equal(learned.mistakesAnEpoch.indexOf(0) + 1, epochs);
    assert.deepEqual(learned.weights.at(-1), weights);
    assert.equal(learned.run.evaluate().train.accuracy, 1);
  });

  test(`${gate} with inputs of −1 and 1: ${withSigns} mistakes, 2 epochs`, async () => {
    const learned = await learn(signs, answers, 4);
    assert.equal(learned.run.mistakes, withSigns);
    assert.equal(learned.mistakesAnEpoch.indexOf(0) + 1, 2);
  });
}

test("XOR never ends: 4 mistakes in each of 1000 epochs, and the weights are back at 0 after each", async () => {
  const { run, mistakesAnEpoch, weights } = await learn(bits, [0, 1, 1, 0], 1000);
  assert.ok(mistakesAnEpoch.every((mistakes) => mistakes === 4));
  assert.equal(run.mistakes, 4000);
  assert.ok(weights.every((all) => all.every((weight) => weight === 0)));
});

test("several rows a step correct the mistakes of all of them at once", async () => {
  // Here the step is a layer of its own.
  const network = networkOf(
    [2],
    [{ kind: "dense", attributes: { ...unit, activation: call("identity") } }, { kind: "step" }],
  );
  const data: RunData = {
    description: { input: [2], label: { kind: "classes", names: ["no", "yes"] } },
    rows: 4,
    trainRows: 4,
    inputs: Float32Array.from(bits.flat()),
    labels: Float32Array.from([0, 0, 0, 1]),
  };
  const optimizer = call("perceptron", { lr: 0.5 });
  const experiment = experimentOf(network, { loss: call("mae"), optimizer, batch: 4, shuffle: false });
  const run = await Run.open(experiment, data, compiled);
  // Every sum is 0 at first, on no side: each row is a mistake.
  assert.deepEqual([...run.train(1).losses], [1]);
  assert.deepEqual([...run.weight("0:dense.weight"), ...run.weight("0:dense.bias")], [0, 0, -1]);
  assert.equal(run.mistakes, 4);
});
