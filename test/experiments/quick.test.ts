/** One quick experiment of each family that the full run has many of: XOR, spirals, dead units, digits. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { digits, twoSpirals, without, xorData } from "./data.ts";
import {
  classifier,
  deadExperiment,
  digitsExperiment,
  hiddenLayers,
  spiralExperiment,
  xorExperiment,
} from "./networks.ts";
import { deadShare, meanOf, overSeeds, shareOf } from "./seeds.ts";

test("XOR: no network with one hidden unit learns it, about five of six with three do", async () => {
  const solved = async (hidden: number) => {
    const accuracies = await overSeeds(
      xorExperiment(hidden, "tanh"),
      xorData,
      100,
      (run) => run.evaluate().train.accuracy,
    );
    return shareOf(accuracies, (accuracy) => accuracy === 1);
  };
  assert.equal(await solved(1), 0);
  const share = await solved(3);
  assert.ok(share > 0.7 && share < 0.96, `${share}`);
});

test("two spirals: learned with two hidden layers, not without", async () => {
  const learned = (hidden: readonly number[]) =>
    overSeeds(
      spiralExperiment(hidden, "tanh", 600),
      twoSpirals(),
      2,
      (run) => run.evaluate().train.accuracy!,
    );
  assert.ok((await learned([16, 16])).every((accuracy) => accuracy >= 0.99));
  assert.ok((await learned([])).every((accuracy) => accuracy < 0.65));
});

const skip = without("digits.csv.gz");

test("digits: too high a rate kills units, and a classifier reaches 96 %", { skip }, async () => {
  const data = digits([64]);
  const measure = async (rate: number) => {
    const experiment = deadExperiment(32, ["relu"], rate);
    return overSeeds(experiment, data, 3, (run) =>
      meanOf(hiddenLayers(experiment).map((layer) => deadShare(run, layer))),
    );
  };
  assert.ok(meanOf(await measure(0.1)) < 0.15);
  assert.ok(meanOf(await measure(1)) > 0.5);
  const [accuracy] = await overSeeds(
    digitsExperiment([64], classifier(32), 30, 0.005),
    data,
    1,
    (run) => run.evaluate().test!.accuracy!,
  );
  assert.ok(accuracy! >= 0.96 && accuracy! <= 0.985, `${accuracy}`);
});
