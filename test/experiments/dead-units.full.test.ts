/** C11 (a) and (c): what kills the units of a network on digits, and which activations bring them back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { digits, without } from "./data.ts";
import { deadExperiment, hiddenLayers } from "./networks.ts";
import { deadShare, meanOf, overSeeds } from "./seeds.ts";

const skip = without("digits.csv.gz");

const rates = [
  { rate: 0.1, dead: [0, 0.15], accuracy: [0.93, 1] },
  { rate: 1, dead: [0.6, 1], accuracy: [0, 0.5] },
];

for (const { rate, dead, accuracy } of rates) {
  test(`a learning rate of ${rate}: dead units and accuracy over 20 seeds`, { skip }, async (t) => {
    const experiment = deadExperiment(32, ["relu"], rate);
    const runs = await overSeeds(experiment, digits([64]), 20, (run) => ({
      dead: meanOf(hiddenLayers(experiment).map((layer) => deadShare(run, layer))),
      accuracy: run.evaluate().test!.accuracy!,
    }));
    const means = {
      dead: meanOf(runs.map((each) => each.dead)),
      accuracy: meanOf(runs.map((each) => each.accuracy)),
    };
    t.diagnostic(JSON.stringify(means));
    assert.ok(means.dead >= dead[0]! && means.dead <= dead[1]!, `dead ${means.dead}`);
    assert.ok(means.accuracy >= accuracy[0]! && means.accuracy <= accuracy[1]!, `right ${means.accuracy}`);
  });
}

const remedies = [
  { activation: ["relu"], least: 0, most: 0.2 },
  { activation: ["leaky_relu", { slope: 0.2 }], least: 0.88, most: 1 },
  { activation: ["prelu"], least: 0.88, most: 1 },
  { activation: ["elu"], least: 0.88, most: 1 },
  { activation: ["swish"], least: 0.88, most: 1 },
] as const;

for (const { activation, least, most } of remedies) {
  test(`all hidden biases start at −1, ${activation[0]}: accuracy over 10 seeds`, { skip }, async (t) => {
    const experiment = deadExperiment(32, activation, 0.1, -1);
    const accuracies = await overSeeds(experiment, digits([64]), 10, (run) => run.evaluate().test!.accuracy!);
    const mean = meanOf(accuracies);
    t.diagnostic(`${mean}`);
    assert.ok(mean >= least && mean <= most, `${mean} is not between ${least} and ${most}`);
  });
}
