/** A file's tokens as the formatter sees them: comments included, the `;` between items left out, and what may be touched. */
import { lex } from "../syntax/lexer.ts";
import type { Token } from "../syntax/token.ts";
import type { Placed, SourceFile } from "../syntax/tree.ts";
import { type Structure, structureOf } from "./structure.ts";

export interface Piece extends Pick<Token, "kind" | "start" | "end"> {
  /** Line breaks before it in the text as it is. */
  readonly breaks: number;
  readonly isComment: boolean;
  /** Where the token before it ends, a `;` that was left out included. */
  readonly gapStart: number;
  /** The declaration it stands in; comments may stand between them. */
  readonly part?: Part;
}

/** A declaration that can be laid out. */
export interface Part {
  readonly placed: Placed;
  /** `undefined` where the parser found a mistake: such a declaration stays as it is. */
  readonly structure: Structure | undefined;
}

export function piecesOf(source: SourceFile): readonly Piece[] {
  const { text } = source;
  const parts = partsOf(source);
  const pieces: Piece[] = [];
  let next = 0;
  let breaks = 0;
  let gapStart = 0;
  for (const token of lex(text)) {
    while (next < parts.length && endOf(parts[next] as Part) <= token.start) next++;
    const candidate = parts[next];
    const part = candidate !== undefined && candidate.placed.at <= token.start ? candidate : undefined;
    breaks += token.lineBreaks;
    if (token.kind === ";" && part?.structure !== undefined) {
      gapStart = token.end;
      continue;
    }
    const end = token.kind === "comment" ? trimmedEnd(text, token) : token.end;
    const isComment = token.kind === "comment" || token.kind === "docs";
    pieces.push({
      kind: token.kind,
      start: token.start,
      end,
      breaks,
      isComment,
      gapStart,
      ...(part && { part }),
    });
    breaks = 0;
    gapStart = token.end;
  }
  return pieces;
}

function partsOf(source: SourceFile): readonly Part[] {
  const troubled = source.problems.map(({ span }) => span.start);
  return source.declarations.map((placed) => {
    const end = placed.at + placed.declaration.span.end;
    const isSound =
      placed.declaration.problems.length === 0 && !troubled.some((at) => placed.at <= at && at <= end);
    return { placed, structure: isSound ? structureOf(placed, source.text) : undefined };
  });
}

const endOf = ({ placed }: Part): number => placed.at + placed.declaration.span.end;

const trimmedEnd = (text: string, { start, end }: Token): number =>
  start + text.slice(start, end).trimEnd().length;
