/** Random numbers with a normal distribution, made of uniform ones in ops. */
import type { Ops, TensorShape } from "../engine/ops/ops.ts";

/** erf⁻¹(x) / x as polynomials of w − 2.5 and √w − 3 with w = −ln(1 − x²), highest power first (Giles 2010, "Approximating the erfinv function"). */
const CENTRE = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3,
  0.246640727, 1.50140941,
];
const TAIL = [
  -2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3, -7.6224613e-3, 9.43887047e-3,
  1.00167406, 2.83297682,
];

/** Standard normal numbers: the inverse of the distribution function at uniform ones, to single precision; none beyond ±5.42. */
export function normalDeviates<T>(ops: Ops<T>, shape: TensorShape, stream: number): T {
  // A uniform number is k / 2²⁴. The middle of its cell, (k + ½) / 2²⁴, is never 0 or 1, and 2u − 1 is exact.
  const doubled = ops.sub(ops.mul(ops.uniform(shape, stream), ops.constant(2)), ops.constant(1));
  const x = ops.add(doubled, ops.constant(2 ** -24));
  const w = ops.neg(ops.log(ops.mul(ops.sub(ops.constant(1), x), ops.add(x, ops.constant(1)))));
  const centre = polynomial(ops, ops.sub(w, ops.constant(2.5)), CENTRE);
  const tail = polynomial(ops, ops.sub(ops.sqrt(w), ops.constant(3)), TAIL);
  const inverse = ops.mul(ops.select(ops.greater(ops.constant(5), w), centre, tail), x);
  return ops.mul(inverse, ops.constant(Math.SQRT2));
}

const polynomial = <T>(ops: Ops<T>, x: T, [highest = 0, ...rest]: readonly number[]): T =>
  rest.reduce(
    (sum, coefficient) => ops.add(ops.mul(sum, x), ops.constant(coefficient)),
    ops.constant(highest),
  );
