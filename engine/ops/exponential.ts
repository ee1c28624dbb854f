/** exp, log and their forms that are exact near zero. */
import { elementwise1 } from "./elementwise.ts";

export const exp = elementwise1("exp", Math.exp, (ops, upstream, output) => [ops.mul(upstream, output)]);

export const log = elementwise1("log", Math.log, (ops, upstream, _, x) => [ops.div(upstream, x)]);

export const log1p = elementwise1("log1p", Math.log1p, (ops, upstream, _, x) => [
  ops.div(upstream, ops.add(x, ops.constant(1))),
]);

export const expm1 = elementwise1("expm1", Math.expm1, (ops, upstream, output) => [
  ops.mul(upstream, ops.add(output, ops.constant(1))),
]);
