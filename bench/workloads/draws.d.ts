/**
 * Drawn numbers of the workloads: a 32-bit generator (mulberry32, T. Ettinger, public domain) and what is made of it.
 * The expected losses were computed with exactly these.
 */
import type { Numbers } from "./workload.ts";
/** The next number in [0, 1). */
export type Draw = () => number;
export declare function generator(seed: number): Draw;
export declare function uniform(draw: Draw, shape: readonly number[], low: number, high: number): Numbers;
/** Glorot-uniform: within ±√(6 / (inputs + outputs)). */
export declare function glorot(draw: Draw, inputs: number, outputs: number): Numbers;
/** Whole numbers 0 … below − 1. */
export declare const whole: (draw: Draw, shape: readonly number[], below: number) => Numbers;
export declare const constant: (value: number, ...shape: number[]) => Numbers;
