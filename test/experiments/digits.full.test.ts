/** C12: digits by what the network is made of, and what is left of it when the images are moved by a pixel; 10 seeds each. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Run } from "../../engine/train/run.ts";
import { compiled } from "../engine/compiled.ts";
import type { Stage } from "../engine/experiments.ts";
import { digits, without } from "./data.ts";
import { classifier, convolutional, digitsExperiment, globallyPooled } from "./networks.ts";
import { meanOf, overSeeds } from "./seeds.ts";

const skip = without("digits.csv.gz");
const IMAGE = [1, 8, 8];
const moves = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
] as const;

interface Candidate {
  readonly input: readonly number[];
  readonly stages: readonly Stage[];
  readonly parameters: number;
  readonly epochs: number;
  readonly rate: number;
  readonly accepted: readonly [number, number];
}

const candidates: Readonly<Record<string, Candidate>> = {
  softmax: {
    input: [64],
    stages: classifier(),
    parameters: 650,
    epochs: 30,
    rate: 0.01,
    accepted: [0.955, 0.98],
  },
  "64-64-10": {
    input: [64],
    stages: classifier(64),
    parameters: 4810,
    epochs: 30,
    rate: 0.005,
    accepted: [0.96, 0.985],
  },
  convolutional: {
    input: IMAGE,
    stages: convolutional,
    parameters: 9930,
    epochs: 15,
    rate: 0.003,
    accepted: [0.978, 0.996],
  },
  "globally pooled": {
    input: IMAGE,
    stages: globallyPooled,
    parameters: 5130,
    epochs: 15,
    rate: 0.003,
    accepted: [0.978, 0.996],
  },
};

const results = new Map<string, { readonly test: number; readonly moved: number }>();

for (const [name, { input, stages, parameters, epochs, rate, accepted }] of Object.entries(candidates)) {
  test(`${name} on digits`, { skip }, async (t) => {
    const experiment = digitsExperiment(input, stages, epochs, rate);
    const runs = await overSeeds(experiment, digits(input), 10, (run) => ({
      parameters: run.parameters,
      test: run.evaluate().test!.accuracy!,
      saved: run.save(),
    }));
    assert.equal(runs[0]!.parameters, parameters);
    const moved: number[] = [];
    for (const move of moves) {
      const looked = await Run.open(experiment, digits(input, move), compiled);
      for (const { saved } of runs) {
        looked.restore(saved);
        moved.push(looked.evaluate().test!.accuracy!);
      }
    }
    const result = { test: meanOf(runs.map((run) => run.test)), moved: meanOf(moved) };
    t.diagnostic(JSON.stringify(result));
    results.set(name, result);
    assert.ok(result.test >= accepted[0] && result.test <= accepted[1], `${result.test}`);
  });
}

test("convolutions beat the dense network; the pooled one stands moved images best, then the plain one", {
  skip,
}, () => {
  const [dense, plain, pooled] = ["64-64-10", "convolutional", "globally pooled"].map(
    (name) => results.get(name)!,
  );
  assert.ok(plain!.test > dense!.test, `${plain!.test} and ${dense!.test}`);
  assert.ok(pooled!.moved - plain!.moved > 0.08, `${pooled!.moved} and ${plain!.moved}`);
  assert.ok(plain!.moved - dense!.moved > 0.08, `${plain!.moved} and ${dense!.moved}`);
});
