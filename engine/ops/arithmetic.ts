/** The four elementwise operations of two operands: add, sub, mul, div. */
import { elementwise2 } from "./elementwise.ts";

export const add = elementwise2(
  "add",
  (a, b) => a + b,
  (_, upstream) => [upstream, upstream],
);

export const sub = elementwise2(
  "sub",
  (a, b) => a - b,
  (ops, upstream) => [upstream, ops.neg(upstream)],
);

export const mul = elementwise2(
  "mul",
  (a, b) => a * b,
  (ops, upstream, _, a, b) => [ops.mul(upstream, b), ops.mul(upstream, a)],
);

export const div = elementwise2(
  "div",
  (a, b) => a / b,
  (ops, upstream, output, _, b) => {
    // d(a/b)/da = 1/b, d(a/b)/db = −(a/b)/b
    const share = ops.div(upstream, b);
    return [share, ops.neg(ops.mul(share, output))];
  },
);
