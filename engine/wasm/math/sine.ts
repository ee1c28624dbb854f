/** sin: x = n·π + r with |r| ≤ π / 2, an odd polynomial for sin(r), and the sign of (−1)ⁿ. */
import { get } from "../assembler/code.ts";
import { f32x4, i32x4, v128 } from "../assembler/vector.ts";
import type { MathFunction } from "./kit.ts";

/** (sin(r) − r) / r³ as a polynomial in r², highest power first (minimax in the relative error, from SLEEF's `sinf`). */
const SIN = [2.60831598e-6, -1.98106907e-4, 8.33307859e-3, -0.166666597];
/** π in four parts with few bits each, so that n times a part is exact as long as n has at most 14 bits. */
const PI_PARTS = [3.140625, 9.670257568359375e-4, 6.2771141529083252e-7, 1.2154201256553421e-10];
/** 1.5 · 2²³: adding it rounds to a whole number that then stands in the low bits. */
const ROUNDER = 12582912;

/** Exact to a few units of the last place of 1 up to |x| = 39000; the remainder loses digits beyond. ∞ gives NaN. */
export const sin: MathFunction = (kit, x) => {
  const rounded = kit.keep(
    f32x4.add(f32x4.multiply(get(x), kit.constant(1 / Math.PI)), kit.constant(ROUNDER)),
  );
  const turns = kit.keep(f32x4.subtract(get(rounded), kit.constant(ROUNDER)));
  for (const part of PI_PARTS)
    kit.fn.set(x, f32x4.subtract(get(x), f32x4.multiply(get(turns), kit.constant(part))));
  const square = kit.keep(f32x4.multiply(get(x), get(x)));
  const cubic = f32x4.multiply(get(square), get(x));
  const result = kit.keep(f32x4.add(f32x4.multiply(cubic, kit.polynomial(square, SIN)), get(x)));
  kit.release(rounded, turns, square, result);
  return v128.xor(get(result), i32x4.shiftLeft(get(rounded), 31));
};
