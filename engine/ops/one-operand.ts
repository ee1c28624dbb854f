/** The elementwise ops of one operand that are not transcendental: neg, sqrt, abs, detach. */
import { elementwise1 } from "./elementwise.ts";

export const neg = elementwise1(
  "neg",
  (x) => -x,
  (ops, upstream) => [ops.neg(upstream)],
);

export const sqrt = elementwise1("sqrt", Math.sqrt, (ops, upstream, output) => [
  // d√x/dx = 1 / (2√x)
  ops.div(ops.mul(upstream, ops.constant(0.5)), output),
]);

export const abs = elementwise1("abs", Math.abs, (ops, upstream, _, x) => {
  const zero = ops.constant(0);
  const sign = ops.sub(ops.greater(x, zero), ops.greater(zero, x));
  return [ops.mul(upstream, sign)];
});

export const detach = elementwise1(
  "detach",
  (x) => x,
  () => [undefined],
);
