/** What the units of each layer do over a data set: how large, how spread, how often silent. */
import type { Evaluator } from "../train/evaluator.ts";
import { known } from "../train/lookup.ts";
import { binOf, unitsOf } from "./units.ts";

export interface LayerHealth {
  /** The tensor's name in its network. */
  readonly step: string;
  readonly units: number;
  readonly rows: number;
  readonly mean: number;
  readonly meanMagnitude: number;
  readonly deviation: number;
  readonly smallest: number;
  readonly largest: number;
  /** Share of units that are not positive on any row looked at. */
  readonly neverPositive: number;
  /** Values that are not finite; they count in none of the other numbers. */
  readonly notFinite: number;
  /** Share of all values in each of equally wide bins from `smallest` to `largest`. */
  readonly histogram: readonly number[];
}

/** Over all the input rows, in two passes: what the bins are is known after the first. */
export function layerHealth(
  evaluator: Evaluator,
  inputs: Float32Array,
  steps: readonly string[],
  bins = 32,
): readonly LayerHealth[] {
  const tallies = steps.map((step) => startTally(step, unitsOf(evaluator, step), bins));
  for (const count of [countIn, spreadIn]) {
    evaluator.visit(inputs, steps, ({ values }) => {
      for (const tally of tallies) {
        known(values, tally.step, "a tensor").forEach((value, index) => {
          count(tally, value, index % tally.units);
        });
      }
    });
  }
  return tallies.map(conclude);
}

interface Tally {
  readonly step: string;
  readonly units: number;
  readonly everPositive: Uint8Array;
  count: number;
  notFinite: number;
  sum: number;
  magnitudes: number;
  smallest: number;
  largest: number;
  /** Of the distances from the mean; from the second pass, as are the counts of the bins. */
  squares: number;
  readonly inBins: Float64Array;
}

const startTally = (step: string, units: number, bins: number): Tally => ({
  step,
  units,
  everPositive: new Uint8Array(units),
  count: 0,
  notFinite: 0,
  sum: 0,
  magnitudes: 0,
  smallest: Number.POSITIVE_INFINITY,
  largest: Number.NEGATIVE_INFINITY,
  squares: 0,
  inBins: new Float64Array(bins),
});

function countIn(tally: Tally, value: number, unit: number): void {
  if (!Number.isFinite(value)) {
    tally.notFinite++;
    return;
  }
  tally.count++;
  tally.sum += value;
  tally.magnitudes += Math.abs(value);
  tally.smallest = Math.min(tally.smallest, value);
  tally.largest = Math.max(tally.largest, value);
  if (value > 0) tally.everPositive[unit] = 1;
}

function spreadIn(tally: Tally, value: number): void {
  if (!Number.isFinite(value)) return;
  tally.squares += (value - tally.sum / tally.count) ** 2;
  tally.inBins[binOf(value, tally.smallest, tally.largest, tally.inBins.length)]++;
}

function conclude(tally: Tally): LayerHealth {
  const { step, units, everPositive, count, notFinite, sum, magnitudes, smallest, largest } = tally;
  const silent = everPositive.reduce((total, positive) => total + (positive === 0 ? 1 : 0), 0);
  return {
    step,
    units,
    rows: (count + notFinite) / units,
    mean: sum / count,
    meanMagnitude: magnitudes / count,
    deviation: Math.sqrt(tally.squares / count),
    smallest,
    largest,
    neverPositive: silent / units,
    notFinite,
    histogram: Array.from(tally.inBins, (inBin) => inBin / count),
  };
}
