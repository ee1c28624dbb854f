/** Answers about how the text is laid out: formatting, folding, growing selections, links to files. */
import {
  type DocumentLink,
  type FoldingRange,
  FoldingRangeKind,
  type SelectionRange,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { foldsOf, formatEdits, formatRange, formatTyped, linksOf, selectionAt } from "../language/index.ts";
import { guarded } from "./guard.ts";
import { rangeOf } from "./render.ts";
import type { Session } from "./server.ts";
import { textEdits } from "./workspace-edit.ts";

export function answerLayout(session: Session): void {
  answerFormatting(session);
  const { connection, open } = session;
  connection.onFoldingRanges(
    guarded(session, "folding", [], ({ textDocument }): FoldingRange[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      return foldsOf(entry.checked.source).map(({ span, kind }) => ({
        startLine: entry.document.positionAt(span.start).line,
        endLine: entry.document.positionAt(span.end).line,
        ...(kind && { kind: kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Imports }),
      }));
    }),
  );

  connection.onSelectionRanges(
    guarded(session, "selections", [], ({ textDocument, positions }): SelectionRange[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const { checked, document } = entry;
      return positions.map((position) =>
        nested(document, selectionAt(checked.source, document.offsetAt(position))),
      );
    }),
  );

  connection.onDocumentLinks(
    guarded(session, "links", [], ({ textDocument }): DocumentLink[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      return linksOf(entry.checked.source).flatMap(({ span, path }) => {
        const target = targetOf(textDocument.uri, path);
        return target === undefined ? [] : [{ range: rangeOf(entry.document, span), target }];
      });
    }),
  );
}

function answerFormatting(session: Session): void {
  const { connection, open } = session;
  connection.onDocumentFormatting(
    guarded(session, "formatting", [], ({ textDocument }): TextEdit[] => {
      const entry = open.get(textDocument.uri);
      return entry ? textEdits(entry.document, formatEdits(entry.checked.source)) : [];
    }),
  );

  connection.onDocumentRangeFormatting(
    guarded(session, "formatting a range", [], ({ textDocument, range }): TextEdit[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const { checked, document } = entry;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return textEdits(document, formatRange(checked.source, span));
    }),
  );

  connection.onDocumentOnTypeFormatting(
    guarded(session, "formatting while typing", [], ({ textDocument, position, ch }): TextEdit[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const { checked, document } = entry;
      return textEdits(document, formatTyped(checked.source, document.offsetAt(position), ch));
    }),
  );
}

/** The innermost range, with those around it as its parents. */
function nested(document: TextDocument, spans: readonly { start: number; end: number }[]): SelectionRange {
  let range: SelectionRange | undefined;
  for (const span of spans.toReversed())
    range = { range: rangeOf(document, span), ...(range && { parent: range }) };
  return range ?? { range: rangeOf(document, { start: 0, end: document.getText().length }) };
}

/** A relative path as the address of a file beside the document; `undefined` for what leads anywhere else. */
function targetOf(uri: string, path: string): string | undefined {
  if (!/^(file|vscode-\w+):/.test(uri) || /^[\\/]|^\w+:|\\/.test(path) || path === "") return undefined;
  const relative = path.split("/").map(encodeURIComponent).join("/");
  return new URL(relative, uri).href;
}
