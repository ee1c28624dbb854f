/** Answers about the text as it stands: hovers, hints, outline, lenses. */
import { type InlayHint, InlayHintKind, MarkupKind } from "vscode-languageserver";
import { documentSymbols, hoverAt, inlayHints, lenses, whatIfAt } from "../language/index.ts";
import { guarded } from "./guard.ts";
import { rangeOf, renderSymbol } from "./render.ts";
import type { Session } from "./server.ts";

export function answerReading(session: Session): void {
  const { connection, open, measurements } = session;
  connection.onHover(
    guarded(session, "hover", undefined, ({ textDocument, position }) => {
      const entry = open.get(textDocument.uri);
      const offset = entry?.document.offsetAt(position) ?? 0;
      const hover =
        entry &&
        (hoverAt(entry.checked, offset, measurements.of(textDocument.uri)) ??
          whatIfAt(entry.checked, offset, open.reader(textDocument.uri)));
      if (!entry || !hover) return undefined;
      return {
        contents: { kind: MarkupKind.Markdown, value: hover.markdown },
        range: rangeOf(entry.document, hover.span),
      };
    }),
  );

  connection.languages.inlayHint.on(
    guarded(session, "inlay hints", [], ({ textDocument, range }): InlayHint[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const shown = { start: entry.document.offsetAt(range.start), end: entry.document.offsetAt(range.end) };
      return inlayHints(entry.checked, shown).map(({ at, label, tooltip }) => ({
        position: entry.document.positionAt(at),
        label,
        tooltip,
        kind: InlayHintKind.Type,
        paddingLeft: true,
      }));
    }),
  );

  connection.onDocumentSymbol(
    guarded(session, "outline", [], ({ textDocument }) => {
      const entry = open.get(textDocument.uri);
      return entry
        ? documentSymbols(entry.checked).map((symbol) => renderSymbol(entry.document, symbol))
        : [];
    }),
  );

  connection.onCodeLens(
    guarded(session, "lenses", [], ({ textDocument }) => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      return lenses(entry.checked).map(({ span, title, command, experiment }) => ({
        range: rangeOf(entry.document, span),
        command: {
          title,
          command: command === "train" ? "soma.train" : "soma.openLab",
          arguments: [{ uri: textDocument.uri, experiment }],
        },
      }));
    }),
  );
}
