/** Makes rows ready to train on: missing numbers, order, split, and a scale learnt from the training rows alone. */
import type { DataSettings } from "../network/experiment.ts";
import type { DataNote, DataProblem, Dataset, Rows } from "./define.ts";
import { seededOrder } from "./draws.ts";
import { fillWithMeans, rowsToKeep } from "./missing.ts";
import { applyScale, type InputTable, scaleOf } from "./scale.ts";

/** `split` is the source's own share of training rows, for where the settings name none. */
export interface PrepareContext {
  readonly seed: number;
  readonly split: number;
}

export function prepare(rows: Rows, settings: DataSettings, context: PrepareContext): Dataset | DataProblem {
  const notes = [...rows.notes];
  const kept = rowsToKeep(rows, settings, notes);
  if ("problem" in kept) return kept;
  const order = settings.shuffle
    ? seededOrder(context.seed, kept.length).map((place) => kept[place] ?? 0)
    : kept;
  const trainRows = countTrainRows(order.length, settings.split ?? context.split);
  if (trainRows === undefined) {
    return { problem: "One row cannot be split into training and test rows.", advice: "Write `split: 1`." };
  }
  const width = rows.inputs.length / rows.count;
  const table: InputTable = {
    values: gather(rows.inputs, width, order),
    width,
    rows: order.length,
    trainRows,
  };
  if (settings.missing === "mean") {
    const failure = fillWithMeans(table, rows, notes);
    if (failure !== undefined) return failure;
  }
  const normalization = settings.normalize === "none" ? undefined : scaleOf(table, settings.normalize);
  if (normalization !== undefined) applyScale(table, normalization);
  const labels = gather(rows.labels, rows.labels.length / rows.count, order);
  return {
    description: { ...rows.description, rows: order.length },
    rows: order.length,
    inputs: table.values,
    labels,
    trainRows,
    notes: [...notes, ...absentClasses(rows, labels, trainRows)],
    ...(normalization === undefined ? {} : { normalization }),
  };
}

/** At least one row to train on and, if the share is below 1, one to test; `undefined` if that cannot be. */
function countTrainRows(rows: number, share: number): number | undefined {
  if (share >= 1) return rows;
  if (rows < 2) return undefined;
  return Math.min(Math.max(1, Math.round(rows * share)), rows - 1);
}

function gather(values: Float32Array, width: number, order: Uint32Array): Float32Array {
  const gathered = new Float32Array(order.length * width);
  for (const [place, row] of order.entries()) {
    gathered.set(values.subarray(row * width, (row + 1) * width), place * width);
  }
  return gathered;
}

function absentClasses({ description }: Rows, labels: Float32Array, trainRows: number): readonly DataNote[] {
  const { label } = description;
  if (label.kind !== "classes") return [];
  const trained = new Set(labels.subarray(0, trainRows));
  const present = new Set(labels);
  const absent = label.names.filter((_, number) => present.has(number) && !trained.has(number));
  if (absent.length === 0) return [];
  const list = absent.slice(0, 10).join(", ");
  return [
    { severity: "warning", message: `No training row has the class ${list}: the network cannot learn it.` },
  ];
}
