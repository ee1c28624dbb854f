/** Opens a run from a message: makes the data set, compiles. */

import type { DataNote, Dataset } from "../../data/define.ts";
import { makeDataset } from "../../data/index.ts";
import type { Experiment } from "../../network/experiment.ts";
import type { Files, Problem } from "../../protocol/experiment.ts";
import type { Points, RunSummary, SavedRun } from "../../protocol/run.ts";
import { Run } from "../train/run.ts";
import { makeExecutable } from "../wasm/make-executable.ts";

export interface OpenRun {
  readonly run: Run;
  readonly dataset: Dataset;
  readonly summary: RunSummary;
}

export async function openRun(
  experiment: Experiment,
  files: Files,
  resume: SavedRun | undefined,
): Promise<OpenRun | Problem> {
  const { training, data } = experiment;
  const dataset = makeDataset(
    data,
    training.seed,
    (path) =>
      files[path] ?? {
        problem: `The file "${path}" was not read.`,
        advice: "Save the file and try again.",
      },
  );
  if ("problem" in dataset) return dataset;
  const run = await Run.open(experiment, dataset, makeExecutable, resume);
  return { run, dataset, summary: summarise(run, dataset) };
}

function summarise(run: Run, dataset: Dataset): RunSummary {
  const { description, rows, trainRows, normalization, notes } = dataset;
  const points = pointsOf(dataset);
  return {
    step: run.step,
    totalSteps: run.totalSteps,
    stepsPerEpoch: run.stepsPerEpoch,
    parameters: run.parameters,
    rows,
    trainRows,
    reading: run.assembly.reading,
    notes: notes.map((note) => ({ severity: note.severity, message: describeNote(note) })),
    ...(description.columns ? { columns: description.columns } : {}),
    ...(points ? { points } : {}),
    ...(normalization ? { normalization } : {}),
  };
}

function describeNote({ message, row, column }: DataNote): string {
  const place = [
    row === undefined ? [] : `row ${row}`,
    column === undefined ? [] : `column ${column}`,
  ].flat();
  return place.length === 0 ? message : `${message} (${place.join(", ")})`;
}

const MOST_POINTS = 10_000;

/** The rows as points, if the input is two numbers. */
function pointsOf({ description, rows, trainRows, inputs, labels }: Dataset): Points | undefined {
  if (inputs.length !== 2 * rows || description.input.length !== 1) return undefined;
  const stride = Math.ceil(rows / MOST_POINTS);
  const count = Math.ceil(rows / stride);
  const labelSize = labels.length / rows;
  const positions = new Float32Array(2 * count);
  const shown = new Float32Array(count);
  for (let point = 0; point < count; point++) {
    const row = point * stride;
    positions.set(inputs.subarray(2 * row, 2 * row + 2), 2 * point);
    shown[point] = labels[row * labelSize] ?? 0;
  }
  return { positions, labels: shown, trainCount: Math.ceil(trainRows / stride), stride };
}
