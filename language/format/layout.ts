/** Lays a file out anew: goes through its tokens once and says what belongs between each two of them. */
import { isLineBreak } from "../syntax/characters.ts";
import { type Breaks, breaksOf } from "./breaks.ts";
import type { Piece } from "./pieces.ts";
import { flatGap } from "./spacing.ts";

/** What belongs before a piece. Line breaks are `\n`. */
export interface Gap {
  readonly piece: Piece;
  readonly white: string;
}

const step = 2;

/** What is being laid out. */
interface Sheet {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** For each piece itself, or for a comment the first piece behind it that is none. */
  readonly codes: readonly (Piece | undefined)[];
  readonly breaks: Breaks;
}

/** Where the pen is. */
interface Pen {
  column: number;
  /** Indentation of the line being written, and of the line that the statement started on. */
  indent: number;
  itemIndent: number;
  /** The indentation of the line on which each open `(` or `[` stands. */
  readonly brackets: number[];
  /** Where an expression starts → the indentation of its line. */
  readonly indents: Map<number, number>;
}

/** The gap before every piece that may be moved, in the order of the text. */
export function layOut(pieces: readonly Piece[], text: string): readonly Gap[] {
  const sheet: Sheet = { text, pieces, codes: codesOf(pieces), breaks: breaksOf(pieces) };
  const pen: Pen = { column: 0, indent: 0, itemIndent: 0, brackets: [], indents: new Map() };
  const gaps: Gap[] = [];
  pieces.forEach((piece, index) => {
    const white = whiteBefore(sheet, index, pen);
    move(pen, piece, white, sheet.breaks);
    if (!isFrozen(piece) && !isFrozen(pieces[index - 1])) gaps.push({ piece, white });
  });
  return gaps;
}

/** What stands in a declaration with mistakes, or in none, stays as it is. */
export const isFrozen = (piece: Piece | undefined): boolean =>
  piece !== undefined && (piece.part === undefined ? !piece.isComment : piece.part.structure === undefined);

function codesOf(pieces: readonly Piece[]): readonly (Piece | undefined)[] {
  let code: Piece | undefined;
  return pieces
    .toReversed()
    .map((piece) => {
      if (!piece.isComment) code = piece;
      return code;
    })
    .reverse();
}

function whiteBefore(sheet: Sheet, index: number, pen: Pen): string {
  const { pieces, breaks } = sheet;
  const piece = pieces[index] as Piece;
  const before = pieces[index - 1];
  if (before === undefined) return "";
  if (piece.part !== before.part) pen.brackets.length = 0;
  if (piece.isComment && piece.breaks === 0) return trailing(piece, pen, sheet.text);
  if (breaksBefore(piece, before, breaks, pen)) {
    const lines = piece.breaks > 1 && mayBeParted(sheet, index) ? "\n\n" : "\n";
    return lines + " ".repeat(indentOf(sheet, index, pen));
  }
  const isNextItem = breaks.has(piece.start) && before.kind !== "{" && !isArrow(piece) && piece.kind !== "}";
  return isNextItem ? "; " : flatGap(before, piece);
}

const isArrow = ({ kind }: Piece): boolean => kind === "->";

/** A comment behind code keeps its distance, or its column where it was aligned. */
function trailing({ start, gapStart }: Piece, pen: Pen, text: string): string {
  const distance = start - gapStart;
  if (distance <= 2) return " ".repeat(Math.max(1, distance));
  let lineStart = start;
  while (lineStart > 0 && !isLineBreak(text.charCodeAt(lineStart - 1))) lineStart--;
  return " ".repeat(Math.max(1, start - lineStart - pen.column));
}

function breaksBefore(piece: Piece, before: Piece, breaks: Breaks, { brackets }: Pen): boolean {
  if (before.isComment || piece.isComment || piece.part !== before.part) return true;
  const decided = breaks.get(piece.start);
  if (decided !== undefined) return decided;
  if (piece.breaks === 0) return false;
  if (brackets.length > 0) return closes(piece) || flatGap(before, piece) === " " || opens(before);
  return piece.part?.structure?.continues.has(piece.start) ?? false;
}

const opens = ({ kind }: Piece): boolean => kind === "(" || kind === "[";
const closes = ({ kind }: Piece): boolean => kind === ")" || kind === "]";

/** Whether an empty line may stand before a piece: not at the edges of brackets, not inside an expression. */
function mayBeParted({ pieces, codes }: Sheet, index: number): boolean {
  const piece = pieces[index] as Piece;
  const last = pieces[index - 1] as Piece;
  const before = last.isComment && last.breaks === 0 ? (pieces[index - 2] ?? last) : last;
  if (opens(before) || before.kind === "{" || closes(piece) || piece.kind === "}") return false;
  const code = codes[index];
  return code?.part?.structure?.continues.has(code.start) !== true;
}

function indentOf({ pieces, codes, breaks }: Sheet, index: number, pen: Pen): number {
  const piece = pieces[index] as Piece;
  const code = codes[index];
  const structure = piece.part?.structure;
  if (structure === undefined || code === undefined) return 0;
  if (code.part !== piece.part || pieces[index - 1]?.part !== piece.part) return 0;
  const expression = structure.continues.get(code.start);
  if (expression !== undefined) return (pen.indents.get(expression) ?? pen.itemIndent) + step;
  const bracket = pen.brackets.at(-1);
  if (bracket !== undefined) return closes(piece) ? bracket : bracket + step;
  const isHead = code.start < (structure.body?.start ?? Number.POSITIVE_INFINITY);
  if (isHead) return isOpeningWord(pieces, index) ? 0 : step;
  return indentInBody(piece, code, breaks, pen);
}

function indentInBody(piece: Piece, code: Piece, breaks: Breaks, pen: Pen): number {
  if (code.kind === "}") return piece.isComment ? step : 0;
  return breaks.has(code.start) ? step : pen.itemIndent + step;
}

/** Whether only documentation stands before a piece in its declaration. */
function isOpeningWord(pieces: readonly Piece[], index: number): boolean {
  const { part } = pieces[index] as Piece;
  for (let before = index - 1; pieces[before]?.part === part && before >= 0; before--) {
    if (!pieces[before]?.isComment) return false;
  }
  return true;
}

/** Moves the pen behind a piece. */
function move(pen: Pen, piece: Piece, white: string, breaks: Breaks): void {
  const lineBreak = white.lastIndexOf("\n");
  if (lineBreak >= 0) {
    pen.indent = white.length - lineBreak - 1;
    pen.column = 0;
  }
  pen.column += white.length - lineBreak - 1 + piece.end - piece.start;
  if (lineBreak >= 0 && breaks.get(piece.start) && !isArrow(piece)) pen.itemIndent = pen.indent;
  if (piece.part !== undefined && piece.start === piece.part.placed.at) pen.itemIndent = 0;
  pen.indents.set(piece.start, pen.indent);
  if (opens(piece)) pen.brackets.push(pen.indent);
  else if (closes(piece)) pen.brackets.pop();
}
