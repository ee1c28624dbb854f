/** What one unit does over a data set. */
import type { Evaluator } from "../train/evaluator.ts";
import { known } from "../train/lookup.ts";
import { binOf, unitsOf } from "./units.ts";

export interface UnitStatistics {
  readonly rows: number;
  readonly mean: number;
  readonly smallest: number;
  readonly largest: number;
  /** Share of the rows on which it is above 0. */
  readonly positive: number;
  /** Number of rows in each of equally wide bins from `smallest` to `largest`. */
  readonly histogram: Float32Array;
}

export function unitStatistics(
  evaluator: Evaluator,
  inputs: Float32Array,
  tensor: string,
  unit: number,
  bins = 32,
): UnitStatistics {
  const activations = activationsOf(evaluator, inputs, tensor, unit);
  const rows = activations.length;
  const smallest = activations.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const largest = activations.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const histogram = new Float32Array(bins);
  let sum = 0;
  let positive = 0;
  for (const value of activations) {
    sum += value;
    if (value > 0) positive++;
    histogram[binOf(value, smallest, largest, bins)]++;
  }
  return { rows, mean: sum / rows, smallest, largest, positive: positive / rows, histogram };
}

/** The unit's activation for each input row. `unit` is its place in the tensor's row, row-major. */
export function activationsOf(
  evaluator: Evaluator,
  inputs: Float32Array,
  tensor: string,
  unit: number,
): Float32Array {
  const units = unitsOf(evaluator, tensor);
  const collected: number[] = [];
  evaluator.visit(inputs, [tensor], ({ count, values }) => {
    const batch = known(values, tensor, "a tensor");
    for (let row = 0; row < count; row++) collected.push(batch[row * units + unit]);
  });
  return Float32Array.from(collected);
}
