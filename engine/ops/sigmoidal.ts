/** The two s-shaped primitives: tanh and the error function. */
import { elementwise1 } from "./elementwise.ts";

export const tanh = elementwise1("tanh", Math.tanh, (ops, upstream, output) => [
  // d tanh(x)/dx = 1 − tanh²(x)
  ops.mul(upstream, ops.sub(ops.constant(1), ops.mul(output, output))),
]);

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

export const erf = elementwise1("erf", errorFunction, (ops, upstream, _, x) => [
  // d erf(x)/dx = 2/√π · exp(−x²)
  ops.mul(upstream, ops.mul(ops.constant(TWO_OVER_ROOT_PI), ops.exp(ops.neg(ops.mul(x, x))))),
]);

/**
 * erf(x) = 2/√π · exp(−x²) · Σₙ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)): all terms have the sign of x, so nothing cancels.
 * (Abramowitz and Stegun 7.1.6.) Beyond |x| = 6 the result is ±1 in double precision.
 */
function errorFunction(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * Number.EPSILON; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
}
