/** C05 (a): the playground's two spirals without noise, 10 seeds a network. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Run } from "../../engine/train/run.ts";
import { compiled } from "../engine/compiled.ts";
import { twoSpirals } from "./data.ts";
import { spiralExperiment } from "./networks.ts";
import { overSeeds, shareOf } from "./seeds.ts";

const data = twoSpirals();
const denser = twoSpirals(400);

for (const activation of ["tanh", "relu"]) {
  test(`2-16-16-1 ${activation} learns the spirals in 600 epochs, and the points between`, async (t) => {
    const experiment = spiralExperiment([16, 16], activation, 600);
    const results = await overSeeds(experiment, data, 10, (run) => ({
      train: run.evaluate().train.accuracy!,
      saved: run.save(),
    }));
    t.diagnostic(results.map(({ train }) => train).join(" "));
    assert.ok(shareOf(results, ({ train }) => train >= 0.99) >= 0.9);
    const between = await Run.open(experiment, denser, compiled, results[0]!.saved);
    assert.ok(between.evaluate().train.accuracy! > 0.97);
  });
}

test("2-8-8-1 tanh learns the spirals in 1500 epochs", async (t) => {
  const experiment = spiralExperiment([8, 8], "tanh", 1500);
  const accuracies = await overSeeds(experiment, data, 10, (run) => run.evaluate().train.accuracy!);
  t.diagnostic(accuracies.join(" "));
  assert.ok(shareOf(accuracies, (accuracy) => accuracy >= 0.99) >= 0.8);
});

test("without a nonlinearity the spirals cannot be told apart", async (t) => {
  const experiment = spiralExperiment([16, 16], "identity", 600);
  const accuracies = await overSeeds(experiment, data, 10, (run) => run.evaluate().train.accuracy!);
  t.diagnostic(accuracies.join(" "));
  assert.ok(accuracies.every((accuracy) => accuracy < 0.65));
});
