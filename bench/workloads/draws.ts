/**
 * Drawn numbers of the workloads: a 32-bit generator (mulberry32, T. Ettinger, public domain) and what is made of it.
 * The expected losses were computed with exactly these.
 */
import type { Numbers } from "./workload.ts";

/** The next number in [0, 1). */
export type Draw = () => number;

export function generator(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function uniform(draw: Draw, shape: readonly number[], low: number, high: number): Numbers {
  return { shape, values: Float32Array.from({ length: count(shape) }, () => low + (high - low) * draw()) };
}

/** Glorot-uniform: within ±√(6 / (inputs + outputs)). */
export function glorot(draw: Draw, inputs: number, outputs: number): Numbers {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return uniform(draw, [inputs, outputs], -limit, limit);
}

/** Whole numbers 0 … below − 1. */
export const whole = (draw: Draw, shape: readonly number[], below: number): Numbers => ({
  shape,
  values: Float32Array.from({ length: count(shape) }, () => Math.floor(below * draw())),
});

export const constant = (value: number, ...shape: number[]): Numbers => ({
  shape,
  values: new Float32Array(count(shape)).fill(value),
});

const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
