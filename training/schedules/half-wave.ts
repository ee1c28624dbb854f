/** Half a cosine wave from 1 down to 0, in ops that every host computes alike. */
import type { Ops } from "../../engine/ops/ops.ts";

/** Coefficients of x, x³, … x¹³ in the sine's power series: within 1e-9 up to a quarter turn. */
const SINE = [1, -1 / 6, 1 / 120, -1 / 5_040, 1 / 362_880, -1 / 39_916_800, 1 / 6_227_020_800];

/** ½ (1 + cos πp): 1 at p = 0, 0 at p = 1, and flat at both; p is taken to the nearer of the two outside. */
export function halfWave<T>(ops: Ops<T>, p: T): T {
  const inside = ops.minimum(ops.maximum(p, ops.constant(0)), ops.constant(1));
  // ½ (1 + cos πp) = ½ − ½ sin π(p − ½), where the sine is needed up to a quarter turn only.
  const x = ops.mul(ops.sub(inside, ops.constant(0.5)), ops.constant(Math.PI));
  const square = ops.mul(x, x);
  const series = SINE.reduceRight<T>(
    (sum, coefficient) => ops.add(ops.mul(sum, square), ops.constant(coefficient)),
    ops.constant(0),
  );
  return ops.sub(ops.constant(0.5), ops.mul(ops.mul(series, x), ops.constant(0.5)));
}
