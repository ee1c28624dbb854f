/** tanh and erf: odd rational functions x · P(x²) / Q(x²) on the range where they differ from ±1 (minimax in the relative error). */
import { get } from "../assembler/code.ts";
import { f32x4 } from "../assembler/vector.ts";
import type { MathFunction, MathKit } from "./kit.ts";

interface OddRational {
  /**
   * From here on the function is ±1 in single precision. The quotient there must be exactly ±1: what is left over would
   * be multiplied by inputs of any size (x · sigmoid(x), x · (1 − tanh²)).
   */
  readonly limit: number;
  /** Highest power first. */
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

const TANH: OddRational = {
  limit: 8.63,
  numerator: [1.41463179e-8, 2.11713086e-5, 3.52951162e-3, 0.134095445, 1],
  denominator: [8.09758774e-7, 3.3412574e-4, 2.60058846e-2, 0.467428684, 1],
};

const ERF: OddRational = {
  limit: 3.86,
  numerator: [2.11251381e-6, 2.85281887e-4, 3.65455542e-3, 5.24209216e-2, 0.187440455, 1.12837923],
  denominator: [3.8754868e-5, 1.14086247e-3, 1.47463875e-2, 0.112941362, 0.499447823, 1],
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
