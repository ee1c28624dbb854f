/** Ops that compare: maximum and minimum, the three tests that give 0 or 1, and select, which acts on them. */
import { broadcastShape, stretched } from "./broadcasting.ts";
import type { OpDefinition } from "./define.ts";
import { elementwise2 } from "./elementwise.ts";
import { elementsOf } from "./ops.ts";
import { fill } from "./tensor.ts";

export const maximum = elementwise2("maximum", Math.max, (ops, upstream, _, a, b) => {
  const zero = ops.constant(0);
  const first = ops.greater(a, b);
  return [ops.select(first, upstream, zero), ops.select(first, zero, upstream)];
});

export const minimum = elementwise2("minimum", Math.min, (ops, upstream, _, a, b) => {
  const zero = ops.constant(0);
  const first = ops.greater(b, a);
  return [ops.select(first, upstream, zero), ops.select(first, zero, upstream)];
});

export const greater = elementwise2(
  "greater",
  (a, b) => (a > b ? 1 : 0),
  () => [undefined, undefined],
);

export const greaterEqual = elementwise2(
  "greaterEqual",
  (a, b) => (a >= b ? 1 : 0),
  () => [undefined, undefined],
);

export const equal = elementwise2(
  "equal",
  (a, b) => (a === b ? 1 : 0),
  () => [undefined, undefined],
);

export const select: OpDefinition<"select"> = {
  name: "select",
  operands: 3,
  shape: (condition, a, b) => broadcastShape(condition, a, b),
  cost: (condition, a, b) => elementsOf(broadcastShape(condition, a, b)),
  value: (_, condition, a, b) => {
    const shape = broadcastShape(condition.shape, a.shape, b.shape);
    const [test, yes, no] = [condition, a, b].map((operand) => stretched(operand, shape));
    return fill(shape, (index) => (test[index] !== 0 ? yes[index] : no[index]));
  },
  gradient: (ops, upstream, _, condition) => {
    const zero = ops.constant(0);
    return [undefined, ops.select(condition, upstream, zero), ops.select(condition, zero, upstream)];
  },
};
