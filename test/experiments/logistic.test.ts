/** One unit on iris: Rosenblatt's rule stops after few mistakes (C02), a sigmoid unit is logistic regression (C03). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Run } from "../../engine/train/run.ts";
import { compiled } from "../engine/compiled.ts";
import { call, experimentOf, networkOf } from "../engine/experiments.ts";
import { iris, rowsToData, without } from "./data.ts";

const skip = without("iris.csv");

const cases = [
  { columns: [2, 3], mistakes: 4, epochs: 3, weights: [0.5, 0.8], bias: -2 },
  { columns: [0, 1, 2, 3], mistakes: 5, epochs: 4, weights: [-1.3, -4.1, 5.2, 2.2], bias: -1 },
];

for (const { columns, mistakes, epochs, weights, bias } of cases) {
  const title = `setosa and versicolor by ${columns.length} measures: ${mistakes} mistakes in ${epochs} epochs`;
  test(title, { skip }, async () => {
    const init = call("constant", { value: 0 });
    const unit = { kind: "dense", attributes: { units: 1, activation: call("step"), init } };
    const experiment = experimentOf(networkOf([columns.length], [unit]), {
      loss: call("mae"),
      optimizer: call("perceptron", { lr: 1 }),
      batch: 1,
      epochs: 10,
      shuffle: false,
    });
    const run = await Run.open(experiment, rowsToData(2, [columns.length], iris([0, 1], columns)), compiled);
    const clean: number[] = [];
    for (let epoch = 1; epoch <= 10; epoch++) {
      if (run.train(1000, true).losses.every((share) => share === 0)) clean.push(epoch);
    }
    assert.equal(run.mistakes, mistakes);
    assert.equal(clean[0], epochs);
    const got = [...run.weight("0:dense.weight"), ...run.weight("0:dense.bias")];
    got.forEach((value, place) => {
      assert.ok(Math.abs(value - [...weights, bias][place]!) < 1e-5, `${got}`);
    });
  });
}

test("one sigmoid unit finds the line of logistic regression", { skip }, async () => {
  const rows = iris([1, 2], [2, 3]);
  const mean = [0, 1].map((column) => rows.reduce((sum, { input }) => sum + input[column]!, 0) / 100);
  const deviation = mean.map((center, column) =>
    Math.sqrt(rows.reduce((sum, { input }) => sum + (input[column]! - center) ** 2, 0) / 100),
  );
  const scaled = rows.map(({ input, label }) => ({
    input: input.map((value, column) => (value - mean[column]!) / deviation[column]!),
    label,
  }));
  const init = call("constant", { value: 0 });
  const network = networkOf([2], [{ kind: "dense", attributes: { units: 1, init } }]);
  const optimizer = call("adam", { lr: 0.05 });
  const training = { loss: call("binary_cross_entropy"), optimizer, batch: 100, epochs: 5000 };
  const run = await Run.open(experimentOf(network, training), rowsToData(2, [2], scaled), compiled);
  run.train(run.totalSteps);
  const [length, width] = [...run.weight("0:dense.weight")].map((w, column) => w / deviation[column]!);
  const bias = run.weight("0:dense.bias")[0]! - length! * mean[0]! - width! * mean[1]!;
  const near = (got: number, want: number) =>
    assert.ok(Math.abs(got - want) < 0.005 * Math.abs(want), `${got}, expected ${want}`);
  near(length!, 5.754532);
  near(width!, 10.4467);
  near(bias, -45.272344);
  const { loss, accuracy } = run.evaluate().train;
  assert.ok(Math.abs(loss - 0.102818) < 1e-5, `${loss}`);
  assert.equal(Math.round(100 * (1 - accuracy!)), 6);
});
