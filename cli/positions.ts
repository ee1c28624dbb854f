/** From offsets in a text to lines and columns. */
import type { Span } from "../network/network.ts";

/** Zero-based, in UTF-16 code units, as the language server protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Lines {
  readonly positionOf: (offset: number) => Position;
  readonly rangeOf: (span: Span) => Range;
  /** The text of a line without its end. */
  readonly lineAt: (line: number) => string;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  const positionOf = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  };
  return {
    positionOf,
    rangeOf: ({ start, end }) => ({ start: positionOf(start), end: positionOf(end) }),
    lineAt: (line) => text.slice(starts[line], starts[line + 1]).replace(/[\r\n]+$/, ""),
  };
}
