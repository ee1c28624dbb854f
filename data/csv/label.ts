/** Decides what a label column says: classes, in an order that does not depend on the file's, or numbers to predict. */
import type { DataNote, DataProblem, LabelDescription } from "../define.ts";
import { type Column, writeRows } from "./column.ts";
import { limits } from "./limits.ts";

export type Task = "auto" | "classification" | "regression";

export interface Label {
  readonly description: LabelDescription;
  /** A class number or a value for each row; NaN where it is missing. */
  readonly labels: Float32Array;
  readonly notes: readonly DataNote[];
}

/** Whole numbers with at most this many different values are taken for classes. */
const MOST_NUMBERED_CLASSES = 20;

export function readLabel(column: Column, task: Task): Label | DataProblem {
  if (column.tooLarge.count > 0) {
    return problem(
      `The label ${column.name} holds a number that is infinite or too large in ${writeRows(column.tooLarge)}.`,
      "Correct it, or leave these rows out.",
    );
  }
  if (column.missing.count === column.numbers.length) {
    return problem(`The label ${column.name} is missing in every row.`, "Choose another column.");
  }
  if (task === "regression") return readValues(column, "as `task: regression` says");
  if (column.texts.count > 0) return readWordClasses(column);
  return readNumberedLabel(column, task);
}

function readNumberedLabel(column: Column, task: Task): Label | DataProblem {
  const distinct = distinctNumbers(column, limits.words);
  if (distinct === undefined) {
    if (task === "auto") return readValues(column, `it has more than ${limits.words} different values`);
    return problem(
      `The label ${column.name} has more than ${limits.words} different values.`,
      "Write `task: regression`.",
    );
  }
  const whole = distinct.every(Number.isInteger);
  const rows = column.numbers.length - column.missing.count;
  const few =
    distinct.length <= MOST_NUMBERED_CLASSES && (distinct.length <= 2 || 2 * distinct.length <= rows);
  if (task === "auto" && !(whole && few)) {
    const why = whole ? `it has ${distinct.length} different values in ${rows} rows` : "it holds fractions";
    return readValues(column, why);
  }
  const places = new Map(distinct.map((value, place) => [value, place]));
  const labels = Float32Array.from(column.numbers, (value) => places.get(value) ?? Number.NaN);
  const why = task === "auto" ? "whole numbers with few different values" : "as `task: classification` says";
  return classes(column, distinct.map(String), labels, why);
}

/** The different numbers in ascending order; `undefined` if there are more than `most`. */
function distinctNumbers(column: Column, most: number): readonly number[] | undefined {
  const distinct = new Set<number>();
  for (const value of column.numbers) {
    // −0 and 0 are one class: a Set takes them for the same value.
    if (!Number.isNaN(value)) distinct.add(value);
    if (distinct.size > most) return undefined;
  }
  return [...distinct].sort((a, b) => a - b);
}

function readWordClasses(column: Column): Label | DataProblem {
  const { words } = column;
  if (words === undefined) {
    return problem(
      `The label ${column.name} has more than ${limits.words} different texts.`,
      "Choose a column that names a class.",
    );
  }
  const names = [...words.list].sort(byCodePoint);
  const places = new Map(names.map((name, place) => [name, place]));
  const placeOfCode = words.list.map((word) => places.get(word) ?? Number.NaN);
  const labels = Float32Array.from(words.codes, (code) => placeOfCode[code] ?? Number.NaN);
  return classes(column, names, labels, "its cells are text");
}

/** Not the locale's order, which differs between machines. */
const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function classes(column: Column, names: readonly string[], labels: Float32Array, why: string): Label {
  const counts = names.map(() => 0);
  for (const label of labels) if (!Number.isNaN(label)) counts[label] = (counts[label] ?? 0) + 1;
  const shown = names.slice(0, 10).map((name, place) => `${name} (${counts[place]})`);
  const list = names.length > shown.length ? `${shown.join(", ")}, …` : shown.join(", ");
  const notes: DataNote[] = [
    note(
      "information",
      column,
      `The label ${column.name} is read as ${names.length} classes, ${why}: ${list}.`,
    ),
  ];
  if (names.length === 1) {
    notes.push(
      note("warning", column, `Every row has the label ${names[0]}: there is nothing to tell apart.`),
    );
  }
  for (const [name, other] of sameButForCase(names)) {
    notes.push(
      note("warning", column, `The classes ${name} and ${other} differ only in upper and lower case.`),
    );
  }
  return { description: { kind: "classes", names }, labels, notes };
}

function sameButForCase(names: readonly string[]): readonly (readonly [string, string])[] {
  const seen = new Map<string, string>();
  return names.flatMap((name) => {
    const lower = name.toLowerCase();
    const other = seen.get(lower);
    seen.set(lower, name);
    return other === undefined ? [] : [[other, name] as const];
  });
}

function readValues(column: Column, why: string): Label | DataProblem {
  if (column.texts.count > 0) {
    return problem(
      `The label ${column.name} is to be read as numbers, but ${writeRows(column.texts)} hold text.`,
      "Write `task: classification`, or choose another column.",
    );
  }
  return {
    description: { kind: "values", shape: [1] },
    labels: Float32Array.from(column.numbers),
    notes: [note("information", column, `The label ${column.name} is read as a number to predict, ${why}.`)],
  };
}

const note = (severity: DataNote["severity"], column: Column, message: string): DataNote => ({
  severity,
  message,
  column: column.name,
});

const problem = (text: string, advice: string): DataProblem => ({
  problem: text,
  advice,
  attribute: "label",
});
