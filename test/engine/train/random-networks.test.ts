/** Random networks: they train, twice with the same bits, and go on from a saved state as if nothing had happened. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { Run } from "../../../engine/train/run.ts";
import { layers } from "../../../layers/index.ts";
import { randomExperiment, ungenerated } from "../random-network.ts";

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);
const STEPS = 5;

test("every layer kind can occur in a random network, and nearly all do", () => {
  assert.deepEqual(ungenerated, []);
  const seen = new Set(SEEDS.flatMap((seed) => randomExperiment(seed).kinds));
  const missing = layers.map(({ name }) => name).filter((name) => !seen.has(name));
  assert.deepEqual(missing, ["/"]);
});

test("random networks repeat and resume bit for bit", async () => {
  for (const seed of SEEDS.slice(0, 30)) {
    const { experiment, data, kinds } = randomExperiment(seed);
    const place = `seed ${seed}: ${kinds.join(" → ")}`;
    const whole = await Run.open(experiment, data, interpret);
    const { losses, diverged } = whole.train(STEPS);
    assert.equal(diverged, undefined, place);
    const head = await Run.open(experiment, data, interpret);
    const first = head.train(2);
    const tail = await Run.open(experiment, data, interpret, head.save());
    assert.deepEqual([...first.losses, ...tail.train(STEPS - 2).losses], [...losses], place);
    assert.deepEqual(tail.save(), whole.save(), place);
  }
});
