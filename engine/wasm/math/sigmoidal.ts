/** tanh and erf: odd rational functions x · P(x²) / Q(x²) on the range where they differ from ±1 (coefficients: Eigen's float kernels). */
import { get } from "../assembler/code.ts";
import { f32x4 } from "../assembler/vector.ts";
import type { MathFunction, MathKit } from "./kit.ts";

interface OddRational {
  /** From here on the function is ±1 in single precision. */
  readonly limit: number;
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

const TANH: OddRational = {
  limit: 7.90531110763549805,
  numerator: [
    -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5,
    6.37261928875436e-4, 4.89352455891786e-3,
  ],
  denominator: [1.19825839466702e-6, 1.18534705686654e-4, 2.2684346324390e-3, 4.89352518554385e-3],
};

const ERF: OddRational = {
  limit: 4,
  numerator: [
    -2.72614225801306e-10, 2.77068142495902e-8, -2.10102402082508e-6, -5.69250639462346e-5, -7.34990630326855e-4,
    -2.954599808540025e-3, -1.60960333262415e-2,
  ],
  denominator: [-1.45660718464996e-5, -2.13374055278905e-4, -1.68282697438203e-3, -7.37332916720468e-3, -1.42647390514189e-2],
};

const oddRational =
  ({ limit, numerator, denominator }: OddRational): MathFunction =>
  (kit: MathKit, x) => {
    const bounded = f32x4.pseudoMinimum(get(x), kit.constant(limit));
    kit.fn.set(x, f32x4.pseudoMaximum(bounded, kit.constant(-limit)));
    const square = kit.keep(f32x4.multiply(get(x), get(x)));
    const top = f32x4.multiply(get(x), kit.polynomial(square, numerator));
    const quotient = f32x4.divide(top, kit.polynomial(square, denominator));
    kit.release(square);
    return quotient;
  };

export const tanh: MathFunction = oddRational(TANH);
export const erf: MathFunction = oddRational(ERF);
