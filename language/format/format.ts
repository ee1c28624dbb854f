/** Formatting: the edits that lay a file, a part of it, or what was just typed out in the one agreed way. */
import type { Span } from "../../network/network.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { isLineBreak } from "../syntax/characters.ts";
import { declarationAt } from "../syntax/places.ts";
import type { SourceFile } from "../syntax/tree.ts";
import { isFrozen, layOut } from "./layout.ts";
import { piecesOf } from "./pieces.ts";

/** The edits that format a file, in the order of the text. Only white space and needless `;` are touched, and no declaration with a mistake. */
export function formatEdits(source: SourceFile): readonly TextEdit[] {
  const { text } = source;
  if (source.problems.some(({ code }) => code === "SOMA1015")) return [];
  const pieces = piecesOf(source);
  const lineEnd = /\r\n|[\n\r]/.exec(text)?.[0] ?? "\n";
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number, white: string): void => {
    const written = text.slice(start, end);
    if (written.replace(/\r\n|[\r\u2028\u2029]/g, "\n") === white) return;
    edits.push({ span: { start, end }, text: white.replaceAll("\n", lineEnd) });
  };
  const first = text.startsWith("\ufeff") ? 1 : 0;
  let end = first;
  let next = 0;
  const gaps = layOut(pieces, text);
  for (const piece of pieces) {
    const gap = gaps[next];
    if (gap?.piece === piece) {
      replace(end, piece.start, gap.white);
      next++;
    }
    end = piece.end;
  }
  if (!isFrozen(pieces.at(-1))) replace(end, text.length, pieces.length === 0 ? "" : "\n");
  return edits;
}

/** The edits inside a range, which is widened to whole lines. */
export function formatRange(source: SourceFile, range: Span): readonly TextEdit[] {
  const { text } = source;
  let { start, end } = range;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return formatEdits(source).filter(({ span }) => start <= span.end && span.end <= end);
}

/** The edits after `}`, `;` or a new line was typed before `offset`. White space at the cursor is left to the author. */
export function formatTyped(source: SourceFile, offset: number, typed: string): readonly TextEdit[] {
  const declaration = typed === "}" ? declarationAt(source, offset) : undefined;
  const line = typed === "\n" ? source.text.slice(0, offset).trimEnd().length : offset;
  const range = declaration
    ? { start: declaration.at, end: declaration.at + declaration.declaration.span.end }
    : { start: line, end: line };
  return formatRange(source, range).filter(({ span }) => span.end < offset || offset < span.start);
}
