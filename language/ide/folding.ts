/** What can be folded away: bodies, brackets and pipelines over several lines, rows of comments and of imports. */
import type { Span } from "../../network/network.ts";
import { isLineBreak } from "../syntax/characters.ts";
import { lex } from "../syntax/lexer.ts";
import { absolute, walk } from "../syntax/places.ts";
import type { Placed, SourceFile } from "../syntax/tree.ts";

export interface Fold {
  /** From the line that stays to the last line that goes. */
  readonly span: Span;
  readonly kind?: "comment" | "imports";
}

export function foldsOf(source: SourceFile): readonly Fold[] {
  const folds = [
    ...source.declarations.flatMap((placed) => declarationFolds(placed, source.text)),
    ...commentFolds(source.text),
    ...importFolds(source),
  ];
  const isLong = ({ span }: Fold): boolean => /[\n\r]/.test(source.text.slice(span.start, span.end));
  return folds.filter(isLong).sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

function declarationFolds(placed: Placed, text: string): readonly Fold[] {
  const folds: Fold[] = [];
  walk(placed.declaration, (node) => {
    if (node.kind === "body") folds.push({ span: withoutCloser(absolute(placed, node.span), text) });
    else if (node.kind === "call")
      folds.push({ span: withoutCloser(absolute(placed, node.argumentsSpan), text) });
    else if (node.kind === "list") folds.push({ span: withoutCloser(absolute(placed, node.span), text) });
    else if (node.kind === "pipeline") folds.push({ span: absolute(placed, node.span) });
    return true;
  });
  return folds;
}

/** A closing bracket on a line of its own stays in sight. */
function withoutCloser({ start, end }: Span, text: string): Span {
  return { start, end: Math.max(start, text.slice(start, end - 1).trimEnd().length + start) };
}

/** Comments that start their lines, one below the other. */
function commentFolds(text: string): readonly Fold[] {
  const folds: { span: { start: number; end: number }; kind: "comment" }[] = [];
  let isRow = false;
  for (const { kind, start, end, lineBreaks } of lex(text)) {
    const isComment = kind === "comment" || kind === "docs";
    const row = isRow && lineBreaks === 1 ? folds.at(-1) : undefined;
    const startsLine = lineBreaks > 0 || start === 0;
    if (isComment && row !== undefined) row.span.end = end;
    else if (isComment && startsLine) folds.push({ span: { start, end }, kind: "comment" });
    isRow = isComment && startsLine;
  }
  return folds;
}

function importFolds({ declarations, text }: SourceFile): readonly Fold[] {
  const imports = declarations.filter(({ declaration }) => declaration.kind === "import");
  const first = imports[0];
  const last = imports.at(-1);
  if (first === undefined || last === undefined) return [];
  const lineEnd = last.at + last.declaration.span.end;
  let start = first.at + (first.declaration.docs?.span.end ?? 0);
  while (isLineBreak(text.charCodeAt(start))) start++;
  return [{ span: { start, end: lineEnd }, kind: "imports" }];
}
