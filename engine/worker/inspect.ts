/** Answers about one unit: its sum for an example, its weights, and what it does over the data. */

import type { Step } from "../../network/network.ts";
import type { NeuronReport, WeightedSum } from "../../protocol/run.ts";
import { assert } from "../ops/assert.ts";
import { responseMap } from "../probe/plane.ts";
import { unitStatistics } from "../probe/unit-statistics.ts";
import { unitsOf } from "../probe/units.ts";
import type { Run } from "../train/run.ts";
import { boundsOf, rowOf, sampleRows } from "./rows.ts";

const RESPONSE_SIZE = 40;
const STATISTICS_ROWS = 1024;
const BINS = 24;

/** `undefined` if the network has no such unit. */
export function inspectUnit(
  run: Run,
  tensor: string,
  unit: number,
  example: number,
): NeuronReport | undefined {
  const { data, evaluator, experiment, step } = run;
  if (!evaluator.assembly.tensors.has(tensor) || unit >= unitsOf(evaluator, tensor)) return undefined;
  const row = Math.min(example, data.rows - 1);
  const layer = experiment.network.steps.find(({ name }) => name === tensor);
  const seen = evaluator.glimpse(rowOf(data, row), [tensor, ...(layer?.inputs ?? [])]);
  const activation = seen.get(tensor)?.[unit] ?? Number.NaN;
  return {
    step,
    tensor,
    unit,
    example: row,
    activation,
    ...(layer?.kind === "dense" ? { sum: weightedSum(run, layer, unit, seen) } : {}),
    ...(layer?.kind === "conv2d" ? { filter: filterOf(run, layer, unit) } : {}),
    ...(data.inputs.length === 2 * data.rows
      ? { response: responseMap(evaluator, tensor, unit, boundsOf(data), RESPONSE_SIZE) }
      : {}),
    overData: unitStatistics(evaluator, sampleRows(data, STATISTICS_ROWS), tensor, unit, BINS),
  };
}

/** A dense layer works on the last axis: input [..., features], weight [features, units], output [..., units]. */
function weightedSum(
  run: Run,
  layer: Step<number>,
  unit: number,
  seen: ReadonlyMap<string, Float32Array>,
): WeightedSum {
  const [input = ""] = layer.inputs;
  const features = layer.inputShapes[0]?.at(-1) ?? 0;
  const units = layer.shape.at(-1) ?? 1;
  const [position, column] = [Math.floor(unit / units), unit % units];
  const inputs = seen.get(input)?.slice(position * features, (position + 1) * features);
  const use = layer.weights.weight;
  assert(inputs !== undefined && use !== undefined, "a dense layer has an input and a weight");
  const matrix = run.weight(use.name);
  const weights = Float32Array.from({ length: features }, (_, feature) =>
    Number(matrix[use.transposed ? column * features + feature : feature * units + column]),
  );
  const bias = biasOf(run, layer, column);
  const total = inputs.reduce((sum, value, feature) => sum + value * (weights[feature] ?? 0), bias);
  return { input, inputs, weights, bias, total };
}

/** The kernel of the channel that the unit is in: weight [filters, channels, height, width]. */
function filterOf(run: Run, layer: Step<number>, unit: number): NonNullable<NeuronReport["filter"]> {
  const use = layer.weights.weight;
  const spec = run.experiment.network.weights.find(({ name }) => name === use?.name);
  assert(spec !== undefined, "a convolution has a weight");
  const shape = spec.shape.slice(1);
  const [, height = 1, width = 1] = layer.shape;
  const channel = Math.floor(unit / (height * width));
  const size = shape.reduce((all, axis) => all * axis, 1);
  const values = run.weight(spec.name).slice(channel * size, (channel + 1) * size);
  return { shape, values, bias: biasOf(run, layer, channel) };
}

function biasOf(run: Run, layer: Step<number>, unit: number): number {
  const use = layer.weights.bias;
  return use === undefined ? 0 : (run.weight(use.name)[unit] ?? 0);
}
