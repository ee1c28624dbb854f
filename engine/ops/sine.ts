/** The sine; the cosine is the sine a quarter turn ahead. */
import { elementwise1 } from "./elementwise.ts";

export const sin = elementwise1("sin", Math.sin, (ops, upstream, _, x) => [
  ops.mul(upstream, ops.sin(ops.add(x, ops.constant(Math.PI / 2)))),
]);
