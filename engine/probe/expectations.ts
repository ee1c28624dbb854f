/** Compares what a run gave with what its file expects of it. */

import type { Expectation } from "../../network/experiment.ts";
import { elementsOf } from "../ops/ops.ts";
import { explainedVariance, meanAbsoluteError, perplexity, topAccuracy } from "../train/metrics.ts";
import type { Evaluation, Run } from "../train/run.ts";

export interface Outcome {
  /** As in the source: "accuracy >= 0.95". */
  readonly claim: string;
  readonly measured: number;
  readonly holds: boolean;
  /** False where the claim is about several seeds and lets some of them fail: one run cannot decide it. */
  readonly decisive: boolean;
}

export function judge(run: Run, evaluation: Evaluation): readonly Outcome[] {
  return run.experiment.expectations.map((expectation) => {
    const { comparison, value, seeds } = expectation;
    const measured = measure(run, evaluation, expectation);
    const claim = claimOf(expectation);
    const decisive = seeds === undefined || seeds.pass >= seeds.of;
    return { claim, measured, holds: compares(measured, comparison, value), decisive };
  });
}

export function claimOf({ metric, of, comparison, value, seeds }: Expectation): string {
  const share = seeds === undefined ? "" : ` in ${seeds.pass}/${seeds.of} seeds`;
  return `${metric}${of === undefined ? "" : `(${of})`} ${comparison} ${value}${share}`;
}

/** On the test rows if there are any, else on the training rows. */
export function measure(run: Run, { train, test }: Evaluation, { metric, of }: Expectation): number {
  const metrics = test ?? train;
  switch (metric) {
    case "accuracy":
      return metrics.accuracy ?? Number.NaN;
    case "loss":
      return metrics.loss;
    case "mistakes": {
      if (run.mistakes !== undefined) return run.mistakes;
      const rows = test === undefined ? run.data.trainRows : run.data.rows - run.data.trainRows;
      return Math.round((1 - (metrics.accuracy ?? Number.NaN)) * rows);
    }
    case "top5":
      // A single output tells two classes apart: both are among five.
      return run.assembly.reading.kind === "classes"
        ? topAccuracy({ ...predictionsOf(run), classes: run.assembly.reading.names.length }, 5)
        : 1;
    case "perplexity":
      return perplexity(metrics.loss);
    case "r2": {
      const { outputs, labels } = predictionsOf(run);
      return explainedVariance(outputs, labels);
    }
    case "mae": {
      const { outputs, labels } = predictionsOf(run);
      return meanAbsoluteError(outputs, labels);
    }
    case "parameters":
      return run.parameters;
    case "dead":
      return deadShare(run, of ?? "");
    default:
      throw new Error(`the checker lets only known metrics pass: ${metric}`);
  }
}

/** On the test rows if there are any, else on the training rows. */
function predictionsOf({ data: { inputs, labels, rows, trainRows }, evaluator }: Run) {
  const first = rows > trainRows ? trainRows : 0;
  const from = (all: Float32Array) => all.subarray((all.length / rows) * first);
  return { outputs: evaluator.predict(from(inputs)), labels: from(labels) };
}

/** Share of a layer's units that are above 0 on no row of the data set. */
function deadShare({ evaluator, data, experiment }: Run, layer: string): number {
  const step = experiment.network.steps.find(({ name }) => name === layer);
  if (step === undefined) throw new Error(`the checker lets only known layers pass: ${layer}`);
  const units = elementsOf(step.shape);
  const fires = new Uint8Array(units);
  evaluator.visit(data.inputs, [layer], ({ values }) => {
    for (const [place, value] of (values.get(layer) ?? []).entries()) if (value > 0) fires[place % units] = 1;
  });
  return 1 - fires.reduce((sum, fired) => sum + fired, 0) / units;
}

export function compares(measured: number, comparison: Expectation["comparison"], value: number): boolean {
  switch (comparison) {
    case ">=":
      return measured >= value;
    case ">":
      return measured > value;
    case "<=":
      return measured <= value;
    case "<":
      return measured < value;
    case "==":
      return measured === value;
    default:
      return comparison satisfies never;
  }
}
