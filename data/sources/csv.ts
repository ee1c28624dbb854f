/** `csv`: a table in a text file, one row an example. */
import { choice, column, file, flag, shape, text } from "../../catalog/attribute.ts";
import type { Column } from "../csv/column.ts";
import { readFeatures } from "../csv/features.ts";
import { readLabel, type Task } from "../csv/label.ts";
import type { Table } from "../csv/records.ts";
import { readTable } from "../csv/table.ts";
import { type DataProblem, defineDataSource, type FileReader, isProblem, type Rows } from "../define.ts";
import { nearestName } from "../nearest-name.ts";
import { checkDataPath } from "../path.ts";

interface CsvAttributes {
  readonly file: string;
  readonly label: string;
  readonly shape: readonly number[];
  readonly task: Task;
  readonly header: boolean;
  readonly ignore: string;
}

export const csv = defineDataSource({
  name: "csv",
  doc:
    'A table in a text file: `csv("iris.csv", label: species)`. Commas, semicolons, tabs and bars are recognised. Every column but ' +
    "the label is an input; a column of text becomes one input for each of its words.",
  attributes: {
    file: file("Path of the file, from the .soma file.", ["csv", "tsv", "txt"]),
    label: column("The column to predict: a name, in quotes if it is not a word."),
    shape: shape("Shape of one input row, if it is not a plain list: `shape: [1, 8, 8]`.", {
      fallback: [],
      namedOnly: true,
    }),
    task: choice(["auto", "classification", "regression"], "Whether the label is a class or a number.", {
      fallback: "auto",
      namedOnly: true,
    }),
    header: flag("Whether the first row names the columns; without one they are column_1, column_2, ….", {
      fallback: true,
      namedOnly: true,
    }),
    ignore: text('Columns to leave out, with commas between: `ignore: "id, name"`.', {
      fallback: "",
      namedOnly: true,
    }),
  },
  foreign: ["read_csv", "tsv"],
  foreignAttributes: { target: "label", y: "label", drop: "ignore", path: "file" },
  split: 0.8,
  seeded: false,
  files: (attributes) => [attributes.file],
  describe: (attributes, files) => {
    const rows = read(attributes, files);
    return rows === undefined || isProblem(rows) ? rows : rows.description;
  },
  make: (attributes, { files }) => {
    const rows = read(attributes, files);
    if (rows === undefined) throw new Error(`make was called before ${attributes.file} was read`);
    return rows;
  },
});

/** The last reading of each file: describing and making, and checking again after an edit elsewhere, parse it once. */
const lastReadings = new WeakMap<Uint8Array, { readonly key: string; readonly rows: Rows | DataProblem }>();

function read(attributes: CsvAttributes, files: FileReader): Rows | DataProblem | undefined {
  const refused = checkDataPath(attributes.file, Number.POSITIVE_INFINITY);
  if (refused !== undefined) return refused;
  const bytes = files(attributes.file);
  if (bytes === undefined || isProblem(bytes)) return bytes;
  const key = JSON.stringify(attributes);
  const last = lastReadings.get(bytes);
  if (last?.key === key) return last.rows;
  const rows = interpret(attributes, bytes);
  lastReadings.set(bytes, { key, rows });
  return rows;
}

function interpret(attributes: CsvAttributes, bytes: Uint8Array): Rows | DataProblem {
  const table = readTable(bytes, attributes.header);
  if (isProblem(table)) return table;
  const labelColumn = findColumn(table, attributes.label, "label");
  if (isProblem(labelColumn)) return labelColumn;
  const ignored = ignoredColumns(table, attributes.ignore);
  if (isProblem(ignored)) return ignored;
  if (ignored.includes(labelColumn)) {
    return {
      problem: `The label ${labelColumn.name} is also ignored.`,
      advice: "Delete it from `ignore`.",
      attribute: "ignore",
    };
  }
  const label = readLabel(labelColumn, attributes.task);
  if (isProblem(label)) return label;
  const inputs = table.columns.filter(
    (candidate) => candidate !== labelColumn && !ignored.includes(candidate),
  );
  const features = readFeatures(inputs, table.rows);
  if (isProblem(features)) return features;
  const shaped = shapeOf(attributes.shape, features.names.length);
  if ("problem" in shaped) return shaped;
  return {
    description: {
      input: shaped.input,
      label: label.description,
      rows: table.rows,
      columns: features.names,
    },
    count: table.rows,
    inputs: features.inputs,
    labels: label.labels,
    notes: [...table.notes, ...label.notes, ...features.notes],
  };
}

function findColumn(table: Table, name: string, attribute: string): Column | DataProblem {
  const found = table.columns.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const names = table.columns.map((candidate) => candidate.name);
  const meant = nearestName(name, names);
  const shown =
    names.length > 12 ? `${names.slice(0, 12).join(", ")}, … (${names.length} in all)` : names.join(", ");
  const single =
    names.length === 1 ? " Only one column was found: commas, semicolons, tabs and bars separate cells." : "";
  return {
    problem: `The table has no column ${name}. Its columns: ${shown}.${single}`,
    advice: meant === undefined ? "Name one of them." : `Did you mean ${meant}?`,
    attribute,
  };
}

function ignoredColumns(table: Table, list: string): readonly Column[] | DataProblem {
  const columns: Column[] = [];
  for (const name of list.split(",").map((part) => part.trim())) {
    if (name === "") continue;
    const found = findColumn(table, name, "ignore");
    if (isProblem(found)) return found;
    columns.push(found);
  }
  return columns;
}

function shapeOf(
  shape: readonly number[],
  width: number,
): { readonly input: readonly number[] } | DataProblem {
  if (shape.length === 0) return { input: [width] };
  const product = shape.reduce((a, b) => a * b, 1);
  if (product === width) return { input: shape };
  return {
    problem: `The shape [${shape.join(", ")}] takes ${shape.join(" × ")} = ${product} numbers, a row has ${width}.`,
    advice: "Choose sizes whose product is the number of input columns.",
    attribute: "shape",
  };
}
