/** Every loss: one number a row, the slope of central differences, the value and slope at the places where it bends. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Attributes, Concrete } from "../../../catalog/attribute.ts";
import { withFallbacks } from "../../../catalog/attribute.ts";
import { differentiate } from "../../../engine/graph/differentiate.ts";
import { evaluate } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import type { Tensor } from "../../../engine/ops/define.ts";
import { valueOps } from "../../../engine/ops/interpret.ts";
import { fill } from "../../../engine/ops/tensor.ts";
import type { Loss } from "../../../training/define.ts";
import { losses } from "../../../training/index.ts";
import { randomIntegers, randomTensor } from "../seeded.ts";

const context = { seed: 0, step: 0 };
const attributesOf = (loss: Loss, given = {}) =>
  withFallbacks(loss.attributes, given) as Concrete<Attributes>;

const rowsOf = (loss: Loss, output: Tensor, target: Tensor, given = {}): readonly number[] => [
  ...loss.rows(valueOps(context), output, target, attributesOf(loss, given)).data,
];

/** d(Σ rows)/d(output) */
function slopes(loss: Loss, output: Tensor, target: Tensor): readonly number[] {
  const tracer = startTrace();
  const leaves = {
    output: tracer.leaf("weight", "output", output.shape),
    target: tracer.leaf("batch", "target", target.shape),
  };
  const rows = loss.rows(tracer.ops, leaves.output as never, leaves.target as never, attributesOf(loss));
  const total = tracer.ops.reshape(tracer.ops.sum(rows, [0]), []);
  const [gradient] = differentiate(tracer, total, [leaves.output]);
  const procedure = makeProcedure("p", tracer, { outputs: { gradient: gradient! } });
  const values = evaluate(procedure, context, ({ name }) => (name === "output" ? output : target).data);
  return [...values[procedure.outputs.gradient!]!.data];
}

/** A target that fits: classes for the losses that take them, else zeros and ones. */
const targetFor = (loss: Loss, output: Tensor): Tensor =>
  loss.target.includes("classes")
    ? randomIntegers(3, output.shape.slice(0, -1), output.shape.at(-1)!)
    : randomIntegers(4, output.shape, 2);

for (const loss of losses.values()) {
  test(`${loss.name} gives one number a row, and the slope of central differences`, () => {
    for (const shape of [
      [5, 3],
      [2, 4, 3],
      [3, 1],
    ]) {
      const output = randomTensor(1, shape, -2.5, 2.5);
      const target = targetFor(loss, output);
      assert.equal(rowsOf(loss, output, target).length, shape[0]);
      const total = (data: Float64Array) =>
        rowsOf(loss, { shape, data }, target).reduce((sum, row) => sum + row, 0);
      slopes(loss, output, target).forEach((got, place) => {
        const at = (change: number) => total(output.data.with(place, output.data[place]! + change));
        const want = (at(1e-5) - at(-1e-5)) / 2e-5;
        assert.ok(Math.abs(got - want) < 1e-8, `[${shape}] ${place}: ${got}, expected ${want}`);
      });
    }
  });
}

const one = (value: number): Tensor => fill([1, 1], () => value);

test("binary cross-entropy has slope σ(0) − t at 0, and stays finite far out", () => {
  const loss = losses.get("binary_cross_entropy")!;
  assert.deepEqual(slopes(loss, one(0), one(1)), [-0.5]);
  assert.deepEqual(slopes(loss, one(0), one(0)), [0.5]);
  assert.deepEqual(rowsOf(loss, one(-1000), one(1)), [1000]);
  assert.deepEqual(rowsOf(loss, one(1000), one(1)), [0]);
});

test("cross-entropy stays finite for logits that exp cannot take", () => {
  const loss = losses.get("cross_entropy")!;
  const logits = fill([1, 2], (place) => [1000, -1000][place]!);
  assert.deepEqual(
    rowsOf(
      loss,
      logits,
      fill([1], () => 0),
    ),
    [0],
  );
  assert.deepEqual(
    rowsOf(
      loss,
      logits,
      fill([1], () => 1),
    ),
    [2000],
  );
});

test("huber is the square inside delta and the straight line beyond", () => {
  const loss = losses.get("huber")!;
  assert.deepEqual(rowsOf(loss, one(0.5), one(0), { delta: 2 }), [0.125]);
  assert.deepEqual(rowsOf(loss, one(-5), one(0), { delta: 2 }), [2 * (5 - 1)]);
});
