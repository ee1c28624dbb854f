/** Turns the columns of a table into inputs: a number as itself, a text as one input for each of its words. */
import type { DataNote, DataProblem } from "../define.ts";
import { type Column, writeRows } from "./column.ts";
import { limits } from "./limits.ts";

export interface Features {
  readonly names: readonly string[];
  /** rows × names, row-major; NaN where a cell is missing. */
  readonly inputs: Float32Array;
  readonly notes: readonly DataNote[];
}

/** One input: its name, and its number in a row. */
interface Feature {
  readonly name: string;
  readonly at: (row: number) => number;
}

export function readFeatures(columns: readonly Column[], rows: number): Features | DataProblem {
  const features: Feature[] = [];
  const notes: DataNote[] = [...noteConstants(columns)];
  for (const column of columns) {
    const encoded = encode(column, rows);
    if ("problem" in encoded) return encoded;
    features.push(...encoded.features);
    notes.push(...encoded.notes);
    if (column.missing.count > 0) notes.push(missingNote(column, rows));
  }
  if (features.length === 0) {
    return {
      problem: "No column is left as an input.",
      advice: "Add one beside the label.",
      attribute: "file",
    };
  }
  if (rows * features.length > limits.cells) {
    const problem = `${rows} rows of ${features.length} inputs are more than ${limits.cells} numbers.`;
    return { problem, advice: "Leave columns or rows out.", attribute: "file" };
  }
  const width = features.length;
  const inputs = new Float32Array(rows * width);
  for (const [place, feature] of features.entries()) {
    for (let row = 0; row < rows; row++) inputs[row * width + place] = feature.at(row);
  }
  return { names: features.map(({ name }) => name), inputs, notes };
}

type Encoded = { readonly features: readonly Feature[]; readonly notes: readonly DataNote[] } | DataProblem;

function encode(column: Column, rows: number): Encoded {
  const { name, tooLarge, texts, decimalCommas, missing } = column;
  if (tooLarge.count > 0) {
    return problem(
      column,
      `Column ${name} holds a number that is infinite or too large in ${writeRows(tooLarge)}.`,
      "Correct it, write NA and choose what to do with `missing`, or leave these rows out.",
    );
  }
  if (texts.count === 0) return encodeNumbers(column);
  if (decimalCommas.count > 0 && decimalCommas.count === texts.count) {
    return problem(
      column,
      `Column ${name} has numbers with a decimal comma in ${writeRows(decimalCommas)}.`,
      "Write them with a point: 3.14.",
    );
  }
  const numbers = rows - missing.count - texts.count;
  if (numbers > texts.count) {
    return problem(
      column,
      `Column ${name} has a number in ${numbers} rows, but text in ${writeRows(texts)}.`,
      "Correct these cells, or write NA and choose what to do with `missing`.",
    );
  }
  return encodeWords(column);
}

const encodeNumbers = ({ name, numbers }: Column): Encoded => ({
  features: [{ name, at: (row) => numbers[row] ?? Number.NaN }],
  notes: [],
});

function noteConstants(columns: readonly Column[]): readonly DataNote[] {
  const constant = columns.filter(({ numbers, texts }) => {
    const first = numbers.find((value) => !Number.isNaN(value));
    return (
      texts.count === 0 &&
      first !== undefined &&
      numbers.every((value) => value === first || Number.isNaN(value))
    );
  });
  const [first] = constant;
  if (first === undefined) return [];
  if (constant.length === 1) {
    const message = `Column ${first.name} is the same in every row: it says nothing.`;
    return [{ severity: "warning", message, column: first.name }];
  }
  const names = constant.slice(0, 10).map(({ name }) => name);
  const list = constant.length > names.length ? `${names.join(", ")}, …` : names.join(", ");
  const message = `${constant.length} columns are the same in every row and say nothing: ${list}.`;
  return [{ severity: "warning", message }];
}

function encodeWords(column: Column): Encoded {
  const { name, words } = column;
  if (words === undefined || words.list.length > limits.hotWords) {
    const many = words === undefined ? `more than ${limits.words}` : words.list.length;
    return problem(
      column,
      `Column ${name} has ${many} different texts; at most ${limits.hotWords} can become inputs.`,
      `Leave it out: ignore: "${name}".`,
    );
  }
  const list = [...words.list].sort((a, b) => (a < b ? -1 : 1));
  const features = list.map((word) => {
    const code = words.list.indexOf(word);
    return {
      name: `${name}=${word}`,
      at: (row: number) => {
        const found = words.codes[row] ?? -1;
        return found < 0 ? Number.NaN : found === code ? 1 : 0;
      },
    };
  });
  const message = `Column ${name} is text and becomes ${list.length} inputs of 0 or 1: ${list.join(", ")}.`;
  return { features, notes: [{ severity: "information", message, column: name }] };
}

function missingNote({ name, missing }: Column, rows: number): DataNote {
  const message = `Column ${name} lacks a value in ${missing.count} of ${rows} rows: ${writeRows(missing)}.`;
  const [row] = missing.rows;
  return { severity: "warning", message, column: name, ...(row === undefined ? {} : { row }) };
}

const problem = (column: Column, text: string, advice: string): DataProblem => ({
  problem: text,
  advice: `${advice}${advice.includes("ignore:") ? "" : ` Or leave the column out: ignore: "${column.name}".`}`,
  attribute: "file",
});
