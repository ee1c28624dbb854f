/** Takes the records of a table one by one into columns, and finds what is wrong with their form. */
import type { DataNote, DataProblem } from "../define.ts";
import { type Column, type ColumnReader, readColumn, writeRows } from "./column.ts";
import { numberedName, readHeader } from "./header.ts";
import { limits } from "./limits.ts";

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly notes: readonly DataNote[];
}

/** What is wrong with the quotes of a record: one is never closed, or text follows a closed one. */
export type QuoteFault = "open" | "broken" | undefined;

export interface RecordReader {
  /** Takes the next record; false to stop. */
  readonly add: (cells: readonly string[], quotes: QuoteFault) => boolean;
  readonly finish: () => Table | DataProblem;
}

/** Records are counted as a spreadsheet does: the first one, blank or not, is row 1. */
export function readRecords(header: boolean): RecordReader {
  let table: TableReader | undefined;
  let failure: DataProblem | undefined;
  let record = 0;
  const blank = { inside: 0, since: 0 };

  const take = (cells: readonly string[], quotes: QuoteFault): DataProblem | undefined => {
    if (quotes !== undefined) return quotesProblem(quotes, record);
    if (table !== undefined) return table.add(cells, record);
    const started = startTable(cells, header);
    if ("problem" in started) return started;
    table = started;
    return header ? undefined : table.add(cells, record);
  };

  return {
    add: (cells, quotes) => {
      record++;
      if (cells.length === 1 && cells[0]?.trim() === "") {
        blank.since++;
        return true;
      }
      blank.inside += blank.since;
      blank.since = 0;
      failure = take(cells, quotes);
      return failure === undefined;
    },
    finish: () => {
      if (failure !== undefined) return failure;
      if (table === undefined) return problem("The table is empty.", "Add a header and rows.");
      const skipped =
        blank.inside === 1 ? "1 blank line was skipped." : `${blank.inside} blank lines were skipped.`;
      return table.finish(blank.inside > 0 ? [inform(skipped)] : []);
    },
  };
}

interface TableReader {
  readonly add: (cells: readonly string[], record: number) => DataProblem | undefined;
  readonly finish: (notes: readonly DataNote[]) => Table | DataProblem;
}

function startTable(first: readonly string[], header: boolean): TableReader | DataProblem {
  const width = first.length;
  if (width > limits.columns) {
    return problem(`The table has ${width} columns; at most ${limits.columns} are read.`, "Leave some out.");
  }
  const named = header
    ? readHeader(first)
    : { names: first.map((_, index) => numberedName(index)), notes: [] };
  if ("problem" in named) return named;
  const readers = named.names.map(readColumn);
  const ragged: Ragged = { count: 0, rows: [], cells: 0 };
  let rows = 0;
  return {
    add: (raw, record) => {
      const cells = withoutTrailing(raw, width);
      if (cells.length !== width) {
        noteRagged(ragged, record, cells.length);
        return undefined;
      }
      rows++;
      return tooBig(cells, record, rows) ?? addCells(readers, cells, record);
    },
    finish: (notes) => {
      if (ragged.count > 0) return raggedProblem(ragged, width, header);
      if (rows === 0) return problem("The table has a header but no rows.", "Add rows below the header.");
      const all = [...named.notes, ...notes];
      return { columns: dropEmpty(readers, all), rows, notes: all };
    },
  };
}

/** A separator at the end of a line makes cells that nobody wrote. */
function withoutTrailing(cells: readonly string[], width: number): readonly string[] {
  const extra = cells.slice(width);
  return extra.length > 0 && extra.every((cell) => cell.trim() === "") ? cells.slice(0, width) : cells;
}

function addCells(readers: readonly ColumnReader[], cells: readonly string[], record: number): undefined {
  for (const [index, cell] of cells.entries()) readers[index]?.add(cell, record);
}

function tooBig(cells: readonly string[], record: number, rows: number): DataProblem | undefined {
  const long = cells.findIndex((cell) => cell.length > limits.cellCharacters);
  if (long >= 0) {
    const advice = "A quote may lack its partner; check that row.";
    return problem(`The cell of row ${record} in column ${long + 1} is longer than 1 MiB.`, advice);
  }
  if (rows <= limits.rows && rows * cells.length <= limits.cells) return undefined;
  return problem(`The table has more than ${rows - 1} rows of ${cells.length} cells.`, "Use a part of it.");
}

/** Columns without a name and without a value are what a separator at the end of every line makes. */
function dropEmpty(readers: readonly ColumnReader[], notes: DataNote[]): readonly Column[] {
  const columns = readers.map((reader) => reader.finish());
  const isEmpty = ({ name, missing, numbers }: Column, index: number) =>
    name === numberedName(index) && missing.count === numbers.length && columns.length > 1;
  for (const { name } of columns.filter(isEmpty)) {
    notes.push(inform(`Column ${name} has neither a name nor a value and is left out.`));
  }
  return columns.filter((column, index) => !isEmpty(column, index));
}

interface Ragged {
  count: number;
  /** Cells of the first such row. */
  cells: number;
  readonly rows: number[];
}

function noteRagged(ragged: Ragged, record: number, cells: number): void {
  if (ragged.count++ === 0) ragged.cells = cells;
  if (ragged.rows.length < 5) ragged.rows.push(record);
}

function raggedProblem(ragged: Ragged, width: number, header: boolean): DataProblem {
  const [row = 0] = ragged.rows;
  const standard = header ? "the header" : "the first row";
  const others = ragged.count > 1 ? ` There are ${ragged.count} such rows: ${writeRows(ragged)}.` : "";
  const cells = ragged.cells === 1 ? "1 cell" : `${ragged.cells} cells`;
  return problem(
    `Row ${row} has ${cells}, ${standard} has ${width}.${others}`,
    "Give every row the same number of cells; quote a cell that holds the separator.",
  );
}

function quotesProblem(quotes: "open" | "broken", record: number): DataProblem {
  return quotes === "open"
    ? problem(
        `A quote opens in row ${record} and is never closed.`,
        'Close it; inside a cell write it twice: "".',
      )
    : problem(
        `Row ${record} has text right after a closing quote.`,
        'Inside a cell write a quote twice: "".',
      );
}

const inform = (message: string): DataNote => ({ severity: "information", message });

const problem = (text: string, advice: string): DataProblem => ({ problem: text, advice, attribute: "file" });
