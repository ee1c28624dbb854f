/** Refuses a run that would not fit, with the numbers, before anything is allocated. */
import type { Dataset } from "../../data/define.ts";
import type { Experiment } from "../../network/experiment.ts";
import type { Problem } from "../../protocol/experiment.ts";

const MOST_PARAMETERS = 50_000_000;
const MOST_BYTES = 1 << 30;
const BYTES = 4;
/** Each weight with its gradient and up to two moments. */
const COPIES_OF_WEIGHTS = 4;
/** Each activation with its gradient. */
const COPIES_OF_ACTIVATIONS = 2;

export function refuseLargeRun({ network, training }: Experiment, data: Dataset): Problem | undefined {
  const parameters = sum(network.weights.map(({ shape }) => product(shape)));
  if (parameters > MOST_PARAMETERS)
    return {
      problem: `The network has ${show(parameters)} parameters; at most ${show(MOST_PARAMETERS)} are trained here.`,
      advice: "Make its widest layers smaller.",
    };
  const perRow = sum([...network.inputs, ...network.steps].map(({ shape }) => product(shape)));
  const weights = BYTES * COPIES_OF_WEIGHTS * parameters;
  const activations = BYTES * COPIES_OF_ACTIVATIONS * perRow * training.batch;
  const rows = data.inputs.byteLength + data.labels.byteLength;
  const bytes = weights + activations + rows;
  if (bytes <= MOST_BYTES) return undefined;
  return {
    problem:
      `Training would take about ${mebibytes(bytes)} MiB of memory, more than ${mebibytes(MOST_BYTES)}: ` +
      `weights ${mebibytes(weights)}, activations of a batch ${mebibytes(activations)}, data ${mebibytes(rows)}.`,
    advice: largestAdvice(weights, activations, rows),
  };
}

function largestAdvice(weights: number, activations: number, rows: number): string {
  if (activations >= weights && activations >= rows) return "A smaller `batch` takes less.";
  return weights >= rows ? "Make the widest layers smaller." : "Take fewer rows with `limit`.";
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);
const mebibytes = (bytes: number): string => show(Math.round(bytes / (1 << 20)));
const show = (value: number): string => value.toLocaleString("en-US");
