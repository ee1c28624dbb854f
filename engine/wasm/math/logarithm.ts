/** log and log1p: x = 2ᵉ · m with m in [√½, √2), and a polynomial in m − 1 (Cephes `logf`). */
import { type Code, get, type Local } from "../assembler/code.ts";
import { f32x4, i32x4, v128 } from "../assembler/vector.ts";
import type { MathFunction, MathKit } from "./kit.ts";

/** (log(1 + f) − f + f²/2) / f³, highest power first. */
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
];
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
const SMALLEST_NORMAL = 1.1754943508222875e-38;

const bits = (value: number): Code => i32x4.constant([value, value, value, value]);

/** −∞ at 0, NaN below; positive numbers too small to be normal count as the smallest normal one. */
export const log: MathFunction = (kit, x) => {
  const result = kit.keep(logOfPositive(kit, x));
  kit.release(result);
  return special(kit, x, get(result));
};

/** log(1 + x): log(u) with u = 1 + x rounded, plus what the rounding lost, over u. */
export const log1p: MathFunction = (kit, x) => {
  const u = kit.keep(f32x4.add(get(x), kit.constant(1)));
  const lost = f32x4.subtract(get(x), f32x4.subtract(get(u), kit.constant(1)));
  const correction = kit.keep(f32x4.divide(lost, get(u)));
  const main = kit.keep(logOfPositive(kit, u));
  const sum = f32x4.add(get(main), get(correction));
  kit.release(u, correction, main);
  return special(kit, u, sum);
};

/** Right for normal positive x; `x` keeps its value. */
function logOfPositive(kit: MathKit, x: Local): Code {
  const bounded = kit.keep(f32x4.pseudoMaximum(get(x), kit.constant(SMALLEST_NORMAL)));
  // The exponent of x / √½, as a whole number: below √½ it is one less.
  const shifted = i32x4.subtract(get(bounded), bits(0x3f3504f3));
  const exponent = kit.keep(i32x4.shiftRight(shifted, 23));
  const f = kit.keep(
    f32x4.subtract(i32x4.subtract(get(bounded), i32x4.shiftLeft(get(exponent), 23)), kit.constant(1)),
  );
  const whole = kit.keep(f32x4.fromSigned(get(exponent)));
  const square = kit.keep(f32x4.multiply(get(f), get(f)));
  const cubic = f32x4.multiply(f32x4.multiply(get(square), get(f)), kit.polynomial(f, LOG));
  const low = f32x4.add(cubic, f32x4.multiply(get(whole), kit.constant(LN2_LOW)));
  const curved = f32x4.subtract(low, f32x4.multiply(get(square), kit.constant(0.5)));
  const sum = f32x4.add(f32x4.add(get(f), curved), f32x4.multiply(get(whole), kit.constant(LN2_HIGH)));
  kit.release(bounded, exponent, f, whole, square);
  return sum;
}

/** Puts in the values at 0, ∞, below 0 and at NaN. */
function special(kit: MathKit, x: Local, value: Code): Code {
  const infinite = kit.constant(Number.POSITIVE_INFINITY);
  const finite = v128.choose(
    get(x),
    value,
    v128.or(f32x4.equal(get(x), infinite), f32x4.notEqual(get(x), get(x))),
  );
  const atZero = v128.choose(kit.constant(Number.NEGATIVE_INFINITY), finite, f32x4.equal(get(x), v128.zero));
  return v128.or(atZero, f32x4.less(get(x), v128.zero));
}
