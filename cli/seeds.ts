/** Expectations of several seeds: trains each of them, and counts those that meet what is expected. */
import { isProblem } from "../data/define.ts";
import { makeDataset } from "../data/index.ts";
import { claimOf, compares, measure } from "../engine/probe/expectations.ts";
import { manySeeds, type Spread, spreadOf } from "../engine/train/many-seeds.ts";
import type { Run } from "../engine/train/run.ts";
import { makeExecutable } from "../engine/wasm/make-executable.ts";
import type { Expectation, Experiment } from "../network/experiment.ts";
import type { OpenedSource } from "./source-file.ts";

export interface SeedVerdict {
  /** As in the source: "accuracy >= 0.95 in 9/10 seeds". */
  readonly claim: string;
  /** Number of seeds, from 1 on, that were trained and that met the claim. */
  readonly seeds: number;
  readonly passed: number;
  readonly holds: boolean;
  /** Of what was measured, over the seeds that did not diverge. */
  readonly spread: Spread;
}

type SeededExpectation = Expectation & Required<Pick<Expectation, "seeds">>;

export const isSeeded = (expectation: Expectation): expectation is SeededExpectation =>
  expectation.seeds !== undefined;

/** Trains the seeds 1, 2, … as many as the expectations ask for; `trained` hears of each. */
export async function judgeSeeds(
  experiment: Experiment,
  files: OpenedSource["files"],
  trained: (done: number, of: number) => void,
): Promise<readonly SeedVerdict[]> {
  const expectations = experiment.expectations.filter(isSeeded);
  const count = Math.max(...expectations.map(({ seeds }) => seeds.of));
  const measureAll = (run: Run) => {
    const evaluation = run.evaluate();
    return expectations.map((expectation) => measure(run, evaluation, expectation));
  };
  const host = {
    make: makeExecutable,
    dataOf: (seed: number) => dataOf(experiment, seed, files),
    measure: measureAll,
  };
  const seeds = Array.from({ length: count }, (_, place) => place + 1);
  const measured: (readonly number[])[] = [];
  for await (const result of manySeeds(experiment, seeds, host)) {
    // A run that diverged meets nothing.
    measured.push(result.diverged === undefined ? result.measured : expectations.map(() => Number.NaN));
    trained(measured.length, count);
  }
  return expectations.map((expectation, place) => {
    const { seeds: wanted, comparison, value } = expectation;
    const values = measured.slice(0, wanted.of).map((all) => all[place] ?? Number.NaN);
    const passed = values.filter((each) => compares(each, comparison, value)).length;
    const holds = passed >= wanted.pass;
    return { claim: claimOf(expectation), seeds: wanted.of, passed, holds, spread: spreadOf(values) };
  });
}

function dataOf({ data }: Experiment, seed: number, files: OpenedSource["files"]) {
  const dataset = makeDataset(data, seed, files);
  if (isProblem(dataset))
    throw new Error(`the data could be made with the file's own seed: ${dataset.problem}`);
  return dataset;
}
