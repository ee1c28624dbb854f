/** Compiled code against the plain interpreter, on random networks: losses, evaluation, activations, saved states. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { Run } from "../../../engine/train/run.ts";
import { compiled } from "../compiled.ts";
import { call, experimentOf, networkOf, quadrants } from "../experiments.ts";
import { randomExperiment } from "../random-network.ts";

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);
const STEPS = 6;
const RELATIVE = 1e-5;

function assertNear(got: ArrayLike<number>, want: ArrayLike<number>, place: string): void {
  assert.equal(got.length, want.length, place);
  for (let index = 0; index < want.length; index++) {
    const tolerance = RELATIVE * Math.max(1, Math.abs(want[index]!));
    assert.ok(
      Math.abs(got[index]! - want[index]!) <= tolerance,
      `${place}[${index}]: compiled ${got[index]}, interpreted ${want[index]}`,
    );
  }
}

test("random networks: compiled and interpreted runs agree", async () => {
  let compared = 0;
  for (const seed of SEEDS) {
    const { experiment, data, kinds } = randomExperiment(seed);
    const place = `seed ${seed}: ${kinds.join(" → ")}`;
    const truth = await Run.open(experiment, data, interpret);
    const fast = await Run.open(experiment, data, compiled);
    assert.deepEqual(fast.save(), truth.save(), place);
    const want = truth.train(STEPS).losses;
    assertNear(fast.train(STEPS).losses, want, `${place}: loss`);
    compared += want.length;

    // From the same weights, so that only one pass's rounding is between the two.
    fast.restore(truth.save());
    assertNear([fast.evaluate().train.loss], [truth.evaluate().train.loss], `${place}: evaluation`);
    const row = data.inputs.subarray(0, data.inputs.length / data.rows);
    const tensors = [...truth.assembly.tensors.keys()];
    const glimpse = fast.evaluator.glimpse(row, tensors);
    for (const [name, values] of truth.evaluator.glimpse(row, tensors)) {
      assertNear(glimpse.get(name)!, values, `${place}: ${name}`);
      compared += values.length;
    }
  }
  assert.ok(compared > 1000, `${compared} numbers were compared`);
});

test("random networks: compiled runs repeat and resume bit for bit", async () => {
  for (const seed of SEEDS) {
    const { experiment, data } = randomExperiment(seed);
    const whole = await Run.open(experiment, data, compiled);
    const { losses } = whole.train(STEPS);
    const head = await Run.open(experiment, data, compiled);
    const first = head.train(2);
    const tail = await Run.open(experiment, data, compiled, head.save());
    assert.deepEqual([...first.losses, ...tail.train(STEPS - 2).losses], [...losses], `seed ${seed}`);
    assert.deepEqual(tail.save(), whole.save(), `seed ${seed}`);
  }
});

test("a compiled run that diverges stands where the same run without the divergence stood", async () => {
  const network = networkOf([2], [{ kind: "dense", attributes: { units: 1 } }]);
  const experiment = experimentOf(network, { loss: call("mse"), optimizer: call("sgd", { lr: 50 }) });
  const run = await Run.open(experiment, quadrants(64), compiled);
  const { losses, diverged } = run.train(1000);
  assert.ok(diverged !== undefined);
  assert.equal(run.step, losses.length - 1);
  assert.ok(losses.every(Number.isFinite));
  const same = await Run.open(experiment, quadrants(64), compiled);
  same.train(diverged.lastFiniteStep);
  assert.deepEqual(run.save(), same.save());
});
