/** Probes: what they say about networks whose numbers can be worked out by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { layerHealth } from "../../../engine/probe/layer-health.ts";
import { planeOf, responseMap } from "../../../engine/probe/plane.ts";
import { activationsOf, unitStatistics } from "../../../engine/probe/unit-statistics.ts";
import { Run } from "../../../engine/train/run.ts";
import { call, experimentOf, networkOf, quadrants } from "../experiments.ts";

/** y = relu([a, b, −a − b − 10]), then a unit that sums the three. */
async function openRun(): Promise<Run> {
  const network = networkOf(
    [2],
    [
      { kind: "dense", attributes: { units: 3, activation: call("relu") } },
      { kind: "dense", attributes: { units: 1, init: call("constant", { value: 1 }) } },
    ],
  );
  const run = await Run.open(experimentOf(network, { loss: call("mse") }), quadrants(30), interpret);
  const { step, tensors } = run.save();
  run.restore({
    step,
    tensors: {
      ...tensors,
      // [in, out]
      "0:dense.weight": Float32Array.of(1, 0, -1, 0, 1, -1),
      "0:dense.bias": Float32Array.of(0, 0, -10),
    },
  });
  return run;
}

const inputs = Float32Array.of(1, 2, -1, 4, 3, -2);
const [layer, output] = ["0:dense", "1:dense"];

test("a layer's health counts every unit and every row", async () => {
  const { evaluator } = await openRun();
  const [hidden] = layerHealth(evaluator, inputs, [layer], 4);
  // Rows [1, 2, 0], [0, 4, 0], [3, 0, 0].
  const { histogram, deviation, ...rest } = hidden!;
  assert.deepEqual(rest, {
    step: layer,
    units: 3,
    rows: 3,
    mean: 10 / 9,
    meanMagnitude: 10 / 9,
    smallest: 0,
    largest: 4,
    neverPositive: 1 / 3,
    notFinite: 0,
  });
  assert.ok(Math.abs(deviation - Math.sqrt(30 / 9 - (10 / 9) ** 2)) < 1e-12);
  assert.deepEqual(histogram, [5 / 9, 1 / 9, 1 / 9, 2 / 9]);
});

test("values that are not finite are counted apart", async () => {
  const { evaluator } = await openRun();
  const [hidden] = layerHealth(evaluator, Float32Array.of(Number.POSITIVE_INFINITY, 1), [layer]);
  // ∞, 0 · ∞ and the third unit's relu of −∞, which is 0.
  assert.equal(hidden!.notFinite, 2);
  assert.equal(hidden!.rows, 1);
});

test("a unit's statistics are those of its activations", async () => {
  const { evaluator } = await openRun();
  assert.deepEqual([...activationsOf(evaluator, inputs, layer, 1)], [2, 4, 0]);
  const { histogram, ...rest } = unitStatistics(evaluator, inputs, layer, 1, 2);
  assert.deepEqual(rest, { rows: 3, mean: 2, smallest: 0, largest: 4, positive: 2 / 3 });
  assert.deepEqual([...histogram], [1, 2]);
});

test("a plane is sampled in the middle of its cells, from bottom to top", async () => {
  const { evaluator } = await openRun();
  const bounds = { left: 0, right: 4, bottom: 0, top: 8 };
  const plane = planeOf(evaluator, output, bounds, 2);
  assert.equal(plane.width, 1);
  // a + b at (1, 2), (3, 2), (1, 6), (3, 6).
  assert.deepEqual([...plane.values], [3, 5, 7, 9]);
  assert.deepEqual([...responseMap(evaluator, layer, 0, bounds, 2).values], [1, 3, 1, 3]);
});

test("more cells than fit in one batch are sampled one after another", async () => {
  const { evaluator } = await openRun();
  const size = 40;
  const plane = planeOf(evaluator, "x", { left: 0, right: 1, bottom: 0, top: 1 }, size);
  assert.ok(size * size > evaluator.assembly.evaluationBatch);
  const last = plane.values.subarray(-2);
  assert.deepEqual([...last], [Math.fround(39.5 / 40), Math.fround(39.5 / 40)]);
});

test("a glimpse shows one row, input and weights of the present step", async () => {
  const run = await openRun();
  const seen = run.evaluator.glimpse(Float32Array.of(2, 3), ["x", layer, output]);
  assert.deepEqual(
    [...seen.values()].map((values) => [...values]),
    [[2, 3], [2, 3, 0], [5]],
  );
  run.train(1);
  const later = run.evaluator.glimpse(Float32Array.of(2, 3), [output]);
  assert.notDeepEqual([...later.get(output)!], [5]);
});
