/** Filling a weight with draws of a given spread. */
import type { FillCall } from "../define.ts";

const draw = ({ shape }: FillCall, next: () => number): Float32Array =>
  Float32Array.from({ length: shape.reduce((count, size) => count * size, 1) }, next);

/** Uniform in [low, high). */
export const uniformBetween = (call: FillCall, low: number, high: number): Float32Array =>
  draw(call, () => low + (high - low) * call.uniform());

/** Normal with mean 0. */
export const normalWith = (call: FillCall, deviation: number): Float32Array =>
  draw(call, () => deviation * call.normal());
