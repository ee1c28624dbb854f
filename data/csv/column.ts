/** One column of a table while it is read: every cell as a number, as a word, or as missing, and where the odd ones are. */
import { limits } from "./limits.ts";

export interface Column {
  readonly name: string;
  /** One for each row; NaN where the cell is not a number. */
  readonly numbers: readonly number[];
  readonly missing: Places;
  /** Cells that are neither numbers nor missing. */
  readonly texts: Places;
  /** Of those, the ones that read as a number with a decimal comma. */
  readonly decimalCommas: Places;
  /** Numbers that single precision cannot hold: 1e400, inf. */
  readonly tooLarge: Places;
  /** The different cells in order of appearance, and for each row which one it is (−1: missing); absent if there are too many. */
  readonly words?: { readonly list: readonly string[]; readonly codes: readonly number[] };
}

/** How many cells, and the rows of the first few. */
export interface Places {
  readonly count: number;
  readonly rows: readonly number[];
}

const SHOWN_ROWS = 5;
const LARGEST_SINGLE = 3.4028234663852886e38;
const missingWords = new Set(["", "na", "n/a", "nan", "null", "?", "-"]);
const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const infinityPattern = /^[+-]?inf(inity)?$/i;
const decimalCommaPattern = /^[+-]?\d*,\d+$/;

export const looksLikeNumber = (cell: string): boolean => numberPattern.test(cell.trim());

/** "row 3", "rows 3, 8 and 9", "rows 3, 8, 9, 11, 12 and 40 more". */
export function writeRows({ count, rows }: Places): string {
  const more = count - rows.length;
  const last = more > 0 ? `${more} more` : String(rows.at(-1));
  const before = more > 0 ? rows : rows.slice(0, -1);
  if (before.length === 0) return `row ${last}`;
  return `rows ${before.join(", ")} and ${last}`;
}

export interface ColumnReader {
  /** Takes the next cell; `row` is its one-based place in the file. */
  readonly add: (cell: string, row: number) => void;
  readonly finish: () => Column;
}

export function readColumn(name: string): ColumnReader {
  const numbers: number[] = [];
  const places = { missing: gather(), texts: gather(), decimalCommas: gather(), tooLarge: gather() };
  const words = readWords();

  const read = (cell: string, row: number): number => {
    if (numberPattern.test(cell)) {
      const value = Number(cell);
      if (Math.abs(value) <= LARGEST_SINGLE) return value;
      places.tooLarge.add(row);
    } else if (missingWords.has(cell.toLowerCase())) {
      places.missing.add(row);
    } else if (infinityPattern.test(cell)) {
      places.tooLarge.add(row);
    } else {
      places.texts.add(row);
      if (decimalCommaPattern.test(cell)) places.decimalCommas.add(row);
    }
    return Number.NaN;
  };

  return {
    add: (raw, row) => {
      const cell = raw.trim();
      const missingBefore = places.missing.count;
      numbers.push(read(cell, row));
      words.add(places.missing.count > missingBefore ? undefined : cell);
    },
    finish: () => ({ name, numbers, ...places, ...words.finish() }),
  };
}

function gather(): Places & { readonly add: (row: number) => void } {
  const rows: number[] = [];
  const places = {
    count: 0,
    rows,
    add: (row: number) => {
      places.count++;
      if (rows.length < SHOWN_ROWS) rows.push(row);
    },
  };
  return places;
}

/** Numbers the different words until there are too many of them to be classes. */
function readWords() {
  const numbering = new Map<string, number>();
  const codes: number[] = [];
  const tooMany = () => numbering.size > limits.words;
  return {
    add: (word: string | undefined) => {
      if (tooMany()) return;
      if (word === undefined) {
        codes.push(-1);
        return;
      }
      let code = numbering.get(word);
      if (code === undefined) {
        code = numbering.size;
        numbering.set(word, code);
      }
      codes.push(code);
    },
    finish: (): Pick<Column, "words"> => (tooMany() ? {} : { words: { list: [...numbering.keys()], codes } }),
  };
}
