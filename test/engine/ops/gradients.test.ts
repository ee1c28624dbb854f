/** Every op's gradient rule against central differences of its value. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differentiate } from "../../../engine/graph/differentiate.ts";
import { evaluate } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { joinArguments } from "../../../engine/ops/any-op.ts";
import type { StepContext, Tensor } from "../../../engine/ops/define.ts";
import { shapeOps, valueOps } from "../../../engine/ops/interpret.ts";
import type { OpName, Ops } from "../../../engine/ops/ops.ts";
import { opNamed, opNames } from "../../../engine/ops/table.ts";
import { randomTensor } from "../seeded.ts";
import { type GradientCase, gradientCases } from "./gradient-cases.ts";

const context: StepContext = { seed: 1, step: 0 };
const CHANGE = 1e-5;
const RELATIVE = 1e-6;

/** Σ (result × fixed random numbers): one number whose gradient has no symmetry to hide behind. */
function weighted<T>(
  ops: Ops<T>,
  name: OpName,
  tensors: readonly T[],
  settings: readonly unknown[],
  weights: T,
): T {
  const op = opNamed(name);
  const method = ops[name] as unknown as (...args: unknown[]) => T;
  const result = ops.mul(method(...joinArguments(op, tensors, settings)), weights);
  return ops.reshape(
    ops.sum(
      result,
      ops.shapeOf(result).map((_, axis) => axis),
    ),
    [],
  );
}

function lossOf(
  name: OpName,
  { settings }: GradientCase,
  tensors: readonly Tensor[],
  weights: Tensor,
): number {
  return weighted(valueOps(context), name, tensors, settings, weights).data[0]!;
}

function tracedGradients(
  name: OpName,
  { tensors, settings }: GradientCase,
  weights: Tensor,
): readonly Tensor[] {
  const tracer = startTrace();
  const leaves = tensors.map(({ shape }, index) => tracer.leaf("weight", `operand ${index}`, shape));
  const factors = tracer.leaf("batch", "factors", weights.shape);
  const loss = weighted(tracer.ops, name, leaves, settings, factors);
  const gradients = differentiate(tracer, loss, leaves);
  const procedure = makeProcedure("gradient", tracer, {
    outputs: Object.fromEntries(gradients.map((gradient, index) => [`gradient ${index}`, gradient])),
  });
  const values = evaluate(procedure, context, ({ name: leaf }) =>
    leaf === "factors" ? weights.data : tensors[Number(leaf.split(" ")[1])]!.data,
  );
  return gradients.map((_, index) => values[procedure.outputs[`gradient ${index}`]!]!);
}

/** True if the rule gives nothing for any operand, or says that it must not be asked. */
function flowsNowhere(name: OpName): boolean {
  try {
    return opNamed(name)
      .gradient(shapeOps, [2], [2], [2], [2], [2])
      .every((gradient) => gradient === undefined);
  } catch (error) {
    return error instanceof Error && error.message.startsWith("Broken promise");
  }
}

let compared = 0;

function check(name: OpName, one: GradientCase): void {
  const op = opNamed(name);
  const shape = op.shape(
    ...joinArguments(
      op,
      one.tensors.map((x) => x.shape),
      one.settings,
    ),
  );
  const weights = randomTensor(999, shape, 0.5, 1.5);
  const gradients = tracedGradients(name, one, weights);
  one.tensors.forEach((operand, place) => {
    assert.deepEqual(gradients[place]!.shape, operand.shape);
    const isCondition = name === "select" && place === 0;
    operand.data.forEach((x, index) => {
      const at = (value: number) => {
        const data = Float64Array.from(operand.data).fill(value, index, index + 1);
        return lossOf(name, one, one.tensors.with(place, { shape: operand.shape, data }), weights);
      };
      const want = isCondition ? 0 : (at(x + CHANGE) - at(x - CHANGE)) / (2 * CHANGE);
      const got = gradients[place]!.data[index]!;
      const tolerance = RELATIVE * Math.max(1, Math.abs(want));
      assert.ok(
        Math.abs(got - want) <= tolerance,
        `operand ${place}[${index}]: got ${got}, expected ${want}`,
      );
      compared++;
    });
  });
}

for (const name of opNames) {
  const cases = gradientCases[name];
  test(`gradient of ${name}`, () => {
    if ("none" in cases) {
      assert.ok(flowsNowhere(name), `no gradient leaves it, since ${cases.none}`);
      return;
    }
    assert.ok(cases.length >= 2, "at least two calls are tried");
    for (const one of cases) check(name, one);
  });
}

test("gradients were compared number by number", () => {
  assert.ok(compared > 1000, `${compared} numbers were compared`);
});
