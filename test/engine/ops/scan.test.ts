/** Loops over time: their values against steps written out one by one, their gradients against central differences. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differentiate } from "../../../engine/graph/differentiate.ts";
import { evaluate } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import type { Tensor } from "../../../engine/ops/define.ts";
import { countingOps, valueOps } from "../../../engine/ops/interpret.ts";
import type { Ops } from "../../../engine/ops/ops.ts";
import { randomTensor } from "../seeded.ts";
import { type LoopCase, loopCases, lossOf, unrolledLoss } from "./loop-cases.ts";

const context = { seed: 1, step: 0 };
const CHANGE = 1e-5;

const tensorsOf = (one: LoopCase): readonly Tensor[] =>
  one.shapes.map((shape, place) => randomTensor(40 + place, shape, -0.8, 0.8));

const valueAt = (one: LoopCase, tensors: readonly Tensor[]): number =>
  lossOf(valueOps(context), one, tensors).data[0]!;

for (const one of loopCases) {
  test(`${one.name}: the same as steps written out`, () => {
    const tensors = tensorsOf(one);
    const unrolled = unrolledLoss(valueOps(context), one, tensors).data[0]!;
    assert.ok(Math.abs(valueAt(one, tensors) - unrolled) < 1e-12);
  });

  test(`${one.name}: gradients`, () => {
    const tensors = tensorsOf(one);
    const tracer = startTrace();
    const leaves = one.shapes.map((shape, place) => tracer.leaf("weight", `${place}`, shape));
    const gradients = differentiate(tracer, lossOf(tracer.ops, one, leaves), leaves);
    const procedure = makeProcedure("gradient", tracer, {
      outputs: Object.fromEntries(gradients.map((gradient, place) => [`${place}`, gradient])),
    });
    const values = evaluate(procedure, context, ({ name }) => tensors[Number(name)]!.data);
    tensors.forEach((tensor, place) => {
      const got = values[procedure.outputs[`${place}`]!]!;
      assert.deepEqual(got.shape, tensor.shape);
      tensor.data.forEach((x, index) => {
        const at = (value: number) => {
          const data = tensor.data.slice().fill(value, index, index + 1);
          return valueAt(one, tensors.with(place, { shape: tensor.shape, data }));
        };
        const want = (at(x + CHANGE) - at(x - CHANGE)) / (2 * CHANGE);
        assert.ok(
          Math.abs(got.data[index]! - want) <= 1e-7 * Math.max(1, Math.abs(want)),
          `operand ${place}[${index}]: got ${got.data[index]}, expected ${want}`,
        );
      });
    });
  });
}

test("a loop costs as often what its step costs as there are steps", () => {
  const [one] = loopCases;
  const costOf = (run: (ops: Ops<readonly number[]>) => unknown): number => {
    const { ops, operations } = countingOps();
    run(ops);
    return operations();
  };
  const loop = costOf((ops) => lossOf(ops, one!, one!.shapes));
  assert.equal(
    loop,
    costOf((ops) => unrolledLoss(ops, one!, one!.shapes)),
  );
});

test("recurrent weights get their gradient in one product after the loop", () => {
  const one = loopCases.find(({ name }) => name === "tanh forward")!;
  const tracer = startTrace();
  const leaves = one.shapes.map((shape, place) => tracer.leaf("weight", `${place}`, shape));
  differentiate(tracer, lossOf(tracer.ops, one, leaves), leaves);
  const products = tracer.nodes.filter((node) => node.kind === "op" && node.op === "matmul");
  assert.deepEqual(
    products.map(({ shape }) => shape),
    [[4, 4]],
  );
});
