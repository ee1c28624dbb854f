/** exp and expm1. Both split x = n·ln 2 + r with |r| ≤ ln 2 / 2 and use a polynomial for exp(r) (Cephes `expf`). */
import { type Code, get, type Local } from "../assembler/code.ts";
import { f32x4, i32x4, v128 } from "../assembler/vector.ts";
import type { MathFunction, MathKit } from "./kit.ts";

/** exp(r) − 1 − r over r², highest power first. */
const EXP = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
];
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
/** 1.5 · 2²³: adding it rounds to a whole number that then stands in the low bits. */
const ROUNDER = 12582912;
const LARGEST = 88.7228;
/** Below, exp is 0: the true result is close to the denormal numbers, which are slow and matter to no one. */
const SMALLEST = -87;

interface Split {
  /** ROUNDER + n. */
  readonly rounded: Local;
  readonly rest: Local;
}

function split(kit: MathKit, x: Local): Split {
  const rounded = kit.keep(
    f32x4.add(f32x4.multiply(get(x), kit.constant(Math.LOG2E)), kit.constant(ROUNDER)),
  );
  const whole = kit.keep(f32x4.subtract(get(rounded), kit.constant(ROUNDER)));
  const high = f32x4.subtract(get(x), f32x4.multiply(get(whole), kit.constant(LN2_HIGH)));
  const rest = kit.keep(f32x4.subtract(high, f32x4.multiply(get(whole), kit.constant(LN2_LOW))));
  kit.release(whole);
  return { rounded, rest };
}

/** exp(r) − 1 for the rest of a split. */
const smallExpm1 = (kit: MathKit, rest: Local): Code =>
  kit.madd(f32x4.multiply(get(rest), get(rest)), kit.polynomial(rest, EXP), get(rest));

/** Overflows to infinity above 88.7228; 0 below −87; a NaN stays. */
export const exp: MathFunction = (kit, x) => {
  const tooSmall = kit.keep(f32x4.less(get(x), kit.constant(SMALLEST)));
  const tooLarge = kit.keep(f32x4.greater(get(x), kit.constant(LARGEST)));
  kit.fn.set(x, f32x4.pseudoMinimum(get(x), kit.constant(LARGEST)));
  const { rounded, rest } = split(kit, x);
  const power = f32x4.add(smallExpm1(kit, rest), kit.constant(1));
  // Times 2ⁿ: n is added to the exponent. n = 128 occurs only where the power is below 1.
  const scaled = kit.keep(i32x4.add(power, i32x4.shiftLeft(get(rounded), 23)));
  kit.release(tooSmall, tooLarge, rounded, rest, scaled);
  const bounded = v128.choose(kit.constant(Number.POSITIVE_INFINITY), get(scaled), get(tooLarge));
  return v128.andNot(bounded, get(tooSmall));
};

/** exp(x) − 1, exact near 0; −1 below −87. */
export const expm1: MathFunction = (kit, x) => {
  const tooLarge = kit.keep(f32x4.greater(get(x), kit.constant(LARGEST)));
  kit.fn.set(
    x,
    f32x4.pseudoMinimum(f32x4.pseudoMaximum(get(x), kit.constant(SMALLEST)), kit.constant(LARGEST)),
  );
  const { rounded, rest } = split(kit, x);
  const small = kit.keep(smallExpm1(kit, rest));
  // exp(x) − 1 = 2ⁿ (e + 1) − 1 = 2 (2ⁿ⁻¹ e + (2ⁿ⁻¹ − ½)) with e = exp(r) − 1; halves, since n reaches 128.
  const scale = kit.keep(i32x4.add(i32x4.shiftLeft(get(rounded), 23), kit.constant(0.5)));
  const sum = f32x4.add(
    f32x4.multiply(get(scale), get(small)),
    f32x4.subtract(get(scale), kit.constant(0.5)),
  );
  const result = kit.keep(sum);
  kit.release(tooLarge, rounded, rest, small, scale, result);
  const doubled = f32x4.add(get(result), get(result));
  return v128.choose(kit.constant(Number.POSITIVE_INFINITY), doubled, get(tooLarge));
};
