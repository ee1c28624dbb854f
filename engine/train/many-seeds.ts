/** The same experiment with one seed after the other: what comes of luck, and what of the network. */
import type { Experiment } from "../../network/experiment.ts";
import type { MakeExecutable } from "../graph/executable.ts";
import { type Divergence, Run } from "./run.ts";
import type { RunData } from "./run-data.ts";

export interface SeedResult<M> {
  readonly seed: number;
  /** Steps done. */
  readonly steps: number;
  /** The run of this seed ended with a loss that is no number. */
  readonly diverged?: Divergence;
  readonly measured: M;
}

export interface SeedHost<M> {
  readonly make: MakeExecutable;
  /** The data set that belongs to a seed; of the same size for all of them. */
  readonly dataOf: (seed: number) => RunData;
  /** What is kept of a run that has ended. */
  readonly measure: (run: Run) => M;
}

/** Compiles once, then trains each seed to its end and yields what was measured, so that whoever asks may stop in between. */
export async function* manySeeds<M>(
  experiment: Experiment,
  seeds: readonly number[],
  { make, dataOf, measure }: SeedHost<M>,
): AsyncGenerator<SeedResult<M>> {
  let run: Run | undefined;
  for (const seed of seeds) {
    const data = dataOf(seed);
    if (run === undefined) {
      const training = { ...experiment.training, seed };
      run = await Run.open({ ...experiment, training }, data, make);
    } else run.restart(seed, data);
    const diverged = trainToEnd(run);
    const measured = measure(run);
    yield { seed, steps: run.step, ...(diverged === undefined ? {} : { diverged }), measured };
  }
}

function trainToEnd(run: Run): Divergence | undefined {
  while (run.step < run.totalSteps) {
    const { diverged } = run.train(run.totalSteps - run.step);
    if (diverged !== undefined) return diverged;
  }
  return undefined;
}

/** How measured numbers are spread; all are NaN without a number. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly mean: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return {
    least: at(0),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    most: at(sorted.length - 1),
  };
}
