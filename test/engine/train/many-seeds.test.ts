/** Many seeds, compiled once: each gives what it gives alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { manySeeds, spreadOf } from "../../../engine/train/many-seeds.ts";
import { Run } from "../../../engine/train/run.ts";
import { compiled } from "../compiled.ts";
import { call, experimentOf, networkOf, quadrants, randomRows } from "../experiments.ts";

const network = networkOf(
  [2],
  [
    { kind: "dense", attributes: { units: 6, activation: call("tanh") } },
    { kind: "dropout", attributes: { rate: 0.2 } },
    { kind: "dense", attributes: { units: 1 } },
  ],
);
const optimizer = call("adam", { lr: 0.03 });
const experiment = experimentOf(network, { loss: call("binary_cross_entropy"), optimizer, epochs: 6 });

test("each of many seeds gives the bits that a run of its own gives", async () => {
  let compilations = 0;
  const host = {
    make: (...program: Parameters<typeof compiled>) => {
      compilations++;
      return compiled(...program);
    },
    dataOf: (seed: number) => randomRows(seed, [2], { classes: 2 }, 37),
    measure: (run: Run) => ({ saved: run.save(), metrics: run.evaluate() }),
  };
  const seeds = [4, 9, 4];
  const results = [];
  for await (const result of manySeeds(experiment, seeds, host)) results.push(result);
  assert.equal(compilations, 2, "a program that trains and one that looks");
  assert.deepEqual(
    results.map(({ seed }) => seed),
    seeds,
  );
  assert.deepEqual(results[0], results[2]);
  assert.notDeepEqual(results[0]!.measured.saved, results[1]!.measured.saved);
  for (const { seed, measured } of results) {
    const alone = { ...experiment, training: { ...experiment.training, seed } };
    const run = await Run.open(alone, host.dataOf(seed), compiled);
    run.train(run.totalSteps);
    assert.deepEqual(measured, { saved: run.save(), metrics: run.evaluate() });
  }
});

test("a seed that diverges is said, and the next one is not touched by it", async () => {
  const line = networkOf([2], [{ kind: "dense", attributes: { units: 1 } }]);
  const wild = experimentOf(line, { loss: call("mse"), optimizer: call("sgd", { lr: 50 }), epochs: 99 });
  const host = { make: compiled, dataOf: () => quadrants(20), measure: (run: Run) => run.step };
  const results = [];
  for await (const result of manySeeds(wild, [1, 2, 1], host)) results.push(result);
  assert.ok(results.every(({ diverged }) => diverged !== undefined));
  assert.deepEqual(results[0], results[2]);
});

test("a spread tells the least, the middle and the most", () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { least: 1, median: 2, mean: 2, most: 3 });
  assert.deepEqual(spreadOf([4, 1, Number.NaN, 2, 3]), { least: 1, median: 2.5, mean: 2.5, most: 4 });
  assert.ok(Number.isNaN(spreadOf([]).median));
});
