/** Rows that lack a number: refused, left out, or filled with the mean of the training rows. */
import type { DataSettings } from "../network/experiment.ts";
import type { DataNote, DataProblem, Rows } from "./define.ts";
import type { InputTable } from "./scale.ts";

/** The rows to use, in the order of the file. Writes down in `notes` what is left out. */
export function rowsToKeep(rows: Rows, settings: DataSettings, notes: DataNote[]): Uint32Array | DataProblem {
  const count = Math.min(rows.count, settings.limit ?? rows.count);
  if (count < rows.count) {
    notes.push({ severity: "information", message: `The first ${count} of ${rows.count} rows are used.` });
  }
  const lacksInput = rowsWithGap(rows.inputs, rows.count);
  const lacksLabel = rowsWithGap(rows.labels, rows.count);
  const used = Array.from({ length: count }, (_, row) => row);
  const withoutInput = used.filter(lacksInput).length;
  const withoutLabel = used.filter(lacksLabel).length;
  const refused = refuse(settings.missing, count, withoutInput, withoutLabel);
  if (refused !== undefined) return refused;

  const kept = used.filter((row) => !lacksLabel(row) && (settings.missing === "mean" || !lacksInput(row)));
  const dropped = count - kept.length;
  if (dropped > 0) notes.push(warn(`${dropped} of ${count} rows lack a value and were dropped.`));
  if (kept.length > 0) return Uint32Array.from(kept);
  return {
    problem: `All ${count} rows lack a value.`,
    advice: "Write `missing: mean`, or complete the file.",
    attribute: "missing",
  };
}

/** Fills every gap with the mean of its column over the training rows that have a number. */
export function fillWithMeans(table: InputTable, from: Rows, notes: DataNote[]): DataProblem | undefined {
  const { values, width, rows } = table;
  for (let column = 0; column < width; column++) {
    const gaps: number[] = [];
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(values[row * width + column])) gaps.push(row);
    }
    if (gaps.length === 0) continue;
    const name = from.description.columns?.[column] ?? `input ${column + 1}`;
    const mean = meanOf(table, column);
    if (mean === undefined) {
      const problem = `Column ${name} has no value in any training row, so it has no mean.`;
      return { problem, advice: "Leave the column out.", attribute: "missing" };
    }
    for (const row of gaps) values[row * width + column] = mean;
    const written = Number(mean.toPrecision(4));
    const plural = gaps.length === 1 ? "value of" : "values of";
    notes.push({
      ...warn(`${gaps.length} missing ${plural} ${name} became its mean, ${written}.`),
      column: name,
    });
  }
  return undefined;
}

function refuse(
  missing: DataSettings["missing"],
  count: number,
  withoutInput: number,
  withoutLabel: number,
): DataProblem | undefined {
  if (missing === "error" && withoutInput + withoutLabel > 0) {
    const parts = [
      ...(withoutInput > 0 ? [`${withoutInput} of ${count} rows lack an input`] : []),
      ...(withoutLabel > 0 ? [`${withoutLabel} of ${count} rows lack the label`] : []),
    ];
    const advice =
      "Write `missing: drop` to leave these rows out, or `missing: mean` to fill in the column's mean.";
    return { problem: `${parts.join(" and ")}.`, advice, attribute: "missing" };
  }
  if (missing === "mean" && withoutLabel > 0) {
    const problem = `${withoutLabel} of ${count} rows lack the label, and a label cannot be filled with a mean.`;
    return { problem, advice: "Write `missing: drop`, or complete the file.", attribute: "missing" };
  }
  return undefined;
}

function rowsWithGap(values: Float32Array, count: number): (row: number) => boolean {
  const width = values.length / count;
  return (row) => values.subarray(row * width, (row + 1) * width).some(Number.isNaN);
}

function meanOf({ values, width, trainRows }: InputTable, column: number): number | undefined {
  let sum = 0;
  let present = 0;
  for (let row = 0; row < trainRows; row++) {
    const value = values[row * width + column] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    present++;
  }
  return present === 0 ? undefined : sum / present;
}

const warn = (message: string): DataNote => ({ severity: "warning", message });
