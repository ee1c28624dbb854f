/** Answers while the author writes: what could stand here, what a call takes, and how to mend what is wrong. */
import { type CodeAction, CodeActionKind, type CompletionItem, MarkupKind } from "vscode-languageserver";
import { completionsAt, fixesFor, signatureHelpAt } from "../language/index.ts";
import { guarded } from "./guard.ts";
import { rangeOf, renderCompletion, renderDiagnostic } from "./render.ts";
import type { Session } from "./server.ts";

export function answerEditing({ connection, open, snippets }: Session): void {
  connection.onCompletion(
    guarded(connection, "completion", [], ({ textDocument, position }): CompletionItem[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const items = completionsAt(entry.checked, entry.document.offsetAt(position));
      return items.map((item) => renderCompletion(entry.document, item, snippets()));
    }),
  );

  connection.onSignatureHelp(
    guarded(connection, "signature help", undefined, ({ textDocument, position }) => {
      const entry = open.get(textDocument.uri);
      const help = entry && signatureHelpAt(entry.checked, entry.document.offsetAt(position));
      if (!help) return undefined;
      return {
        signatures: [
          {
            label: help.label,
            documentation: { kind: MarkupKind.Markdown, value: help.markdown },
            parameters: help.parameters.map(({ start, end, markdown }) => ({
              label: [start, end] as [number, number],
              documentation: { kind: MarkupKind.Markdown, value: markdown },
            })),
          },
        ],
        activeSignature: 0,
        activeParameter: help.active,
      };
    }),
  );

  connection.onCodeAction(
    guarded(connection, "quick fixes", [], ({ textDocument, range }): CodeAction[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const { document, checked } = entry;
      const start = document.offsetAt(range.start);
      const end = document.offsetAt(range.end);
      const touched = checked.diagnostics.filter(({ span }) => span.start <= end && start <= span.end);
      return touched.flatMap((diagnostic) =>
        fixesFor(checked, diagnostic, open.reader(textDocument.uri)).map(({ title, edits }, index) => ({
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [renderDiagnostic(document, diagnostic)],
          isPreferred: index === 0,
          edit: {
            documentChanges: [
              {
                textDocument: { uri: textDocument.uri, version: document.version },
                edits: edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text })),
              },
            ],
          },
        })),
      );
    }),
  );
}
