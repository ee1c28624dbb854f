/** Experiments over many seeds, compiled, and the means of what they give. */
import { manySeeds } from "../../engine/train/many-seeds.ts";
import type { Run } from "../../engine/train/run.ts";
import type { RunData } from "../../engine/train/run-data.ts";
import type { Experiment } from "../../network/experiment.ts";
import { compiled } from "../engine/compiled.ts";
import { call, type Stage } from "../engine/experiments.ts";

/** What `measure` gives for each of the seeds 1, 2, … */
export async function overSeeds<M>(
  experiment: Experiment,
  data: RunData,
  count: number,
  measure: (run: Run) => M,
): Promise<readonly M[]> {
  const seeds = Array.from({ length: count }, (_, place) => place + 1);
  const results: M[] = [];
  const host = { make: compiled, dataOf: () => data, measure };
  for await (const { measured } of manySeeds(experiment, seeds, host)) results.push(measured);
  return results;
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const shareOf = <M>(values: readonly M[], holds: (value: M) => boolean): number =>
  values.filter(holds).length / values.length;

/** A dense layer with PyTorch's initial values. */
export const torchDense = (units: number, activation = "identity", attributes = {}): Stage => ({
  kind: "dense",
  attributes: {
    units,
    activation: call(activation, attributes),
    init: call("pytorch"),
    bias: call("pytorch"),
  },
});

/** Share of the units of a layer that are above 0 on none of the rows that are trained on. */
export function deadShare(run: Run, layer: string): number {
  const { inputs, trainRows, rows } = run.data;
  const fires: boolean[] = [];
  const trained = inputs.subarray(0, (inputs.length / rows) * trainRows);
  run.evaluator.visit(trained, [layer], ({ count, values }) => {
    const activations = values.get(layer)!;
    const units = activations.length / count;
    activations.forEach((value, place) => {
      fires[place % units] = (fires[place % units] ?? false) || value > 0;
    });
  });
  return shareOf(fires, (fired) => !fired);
}
