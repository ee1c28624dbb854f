/**
 * Sine, cosine and logarithm in plain +, −, ×, ÷ of float64, so that seeded data is the same to the bit in every host:
 * the functions of `Math` may differ in the last place between JavaScript engines. `Math.floor` and `Math.sqrt` do not.
 */

const TURN = 2 * Math.PI;

/** sin(2π · turns), error below 1e-15 plus the rounding of `turns`. */
export const sineOfTurns = (turns: number): number => circleAt(turns).y;

/** cos(2π · turns), error as for the sine. */
export const cosineOfTurns = (turns: number): number => circleAt(turns).x;

/** Natural logarithm of a finite number x > 0, relative error below 1e-14. */
export function naturalLogarithm(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa >= Math.SQRT2; exponent++) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; exponent--) mantissa *= 2;
  // ln m = 2 · artanh((m − 1) / (m + 1)) = 2 · (s + s³/3 + s⁵/5 + …), |s| ≤ 0.172.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = 23; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return 2 * s * sum + exponent * Math.LN2;
}

/** The point of the unit circle that many turns counter-clockwise from (1, 0). */
function circleAt(turns: number): { readonly x: number; readonly y: number } {
  const quarter = Math.floor(turns * 4 + 0.5);
  // |angle| ≤ π/4, where a few terms of the Taylor series are exact to the last place.
  const angle = (turns - quarter / 4) * TURN;
  const x = taylor(angle, 0);
  const y = taylor(angle, 1);
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return { x, y };
    case 1:
      return { x: -y, y: x };
    case 2:
      return { x: -x, y: -y };
    default:
      return { x: y, y: -x };
  }
}

/** angleᵖ/p! − angleᵖ⁺²/(p+2)! + …: the cosine for p = 0, the sine for p = 1. */
function taylor(angle: number, parity: 0 | 1): number {
  const square = angle * angle;
  let sum = 1;
  for (let n = 18 + parity; n > parity; n -= 2) sum = 1 - (square * sum) / (n * (n - 1));
  return parity === 0 ? sum : angle * sum;
}
