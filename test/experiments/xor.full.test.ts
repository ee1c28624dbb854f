/** C04: how often 2-H-1 learns XOR, by its hidden size and activation, 200 seeds each. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { xorData } from "./data.ts";
import { xorExperiment } from "./networks.ts";
import { overSeeds, shareOf } from "./seeds.ts";

const SEEDS = 200;

/** Measured once elsewhere over 500 seeds: the share of networks that get all four right. */
const shares: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  tanh: { 1: 0, 2: 0.488, 3: 0.838, 4: 0.96, 8: 1, 16: 1 },
  sigmoid: { 1: 0, 2: 0.55, 3: 0.836, 4: 0.938, 8: 1, 16: 1 },
  relu: { 1: 0, 2: 0.22, 3: 0.436, 4: 0.662, 8: 0.966, 16: 1 },
  leaky_relu: { 1: 0, 2: 0.57, 3: 0.82, 4: 0.916, 8: 0.998, 16: 1 },
};

function accepted(hidden: number, activation: string, share: number): readonly [number, number] {
  if (hidden === 1) return [0, 0];
  if (hidden < 4) return [share - 0.1, share + 0.1];
  if (hidden === 4) return [share - 0.08, share + 0.08];
  return hidden === 8 && activation === "relu" ? [0.92, 1] : [0.98, 1];
}

for (const [activation, byHidden] of Object.entries(shares)) {
  for (const [hidden, expected] of Object.entries(byHidden)) {
    test(`XOR with ${hidden} hidden ${activation}: about ${expected} of the networks learn it`, async (t) => {
      const experiment = xorExperiment(Number(hidden), activation);
      const accuracies = await overSeeds(experiment, xorData, SEEDS, (run) => run.evaluate().train.accuracy);
      const share = shareOf(accuracies, (accuracy) => accuracy === 1);
      t.diagnostic(`${share}, elsewhere ${expected}`);
      const [least, most] = accepted(Number(hidden), activation, expected);
      assert.ok(share >= least && share <= most, `${share} is not between ${least} and ${most}`);
    });
  }
}
