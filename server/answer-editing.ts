/** Answers while the author writes: what could stand here, what a call takes, and how to mend what is wrong. */
import { type CodeAction, CodeActionKind, type CompletionItem, MarkupKind } from "vscode-languageserver";
import { completionsAt, fixesFor, signatureHelpAt } from "../language/index.ts";
import { findingFixes } from "./finding-fixes.ts";
import { guarded } from "./guard.ts";
import { refactorings } from "./refactorings.ts";
import { renderCompletion, renderDiagnostic } from "./render.ts";
import type { Session } from "./server.ts";
import { workspaceEdit } from "./workspace-edit.ts";

export function answerEditing(session: Session): void {
  const { connection, open, editor } = session;
  connection.onCompletion(
    guarded(session, "completion", [], ({ textDocument, position, context }): CompletionItem[] => {
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const offset = entry.document.offsetAt(position);
      if (context?.triggerCharacter === " " && !isAsking(entry.checked.text, offset)) return [];
      const snippets = editor().textDocument?.completion?.completionItem?.snippetSupport ?? false;
      const items = completionsAt(entry.checked, offset);
      return items.map((item) => renderCompletion(entry.document, item, snippets));
    }),
  );

  connection.onSignatureHelp(
    guarded(session, "signature help", undefined, ({ textDocument, position }) => {
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
    guarded(session, "quick fixes", [], (request): CodeAction[] => {
      const { textDocument, range } = request;
      const entry = open.get(textDocument.uri);
      if (!entry) return [];
      const { document, checked } = entry;
      const start = document.offsetAt(range.start);
      const end = document.offsetAt(range.end);
      const touched = checked.diagnostics.filter(({ span }) => span.start <= end && start <= span.end);
      const fixes = touched.flatMap((diagnostic) =>
        fixesFor(checked, diagnostic, open.reader(textDocument.uri)).map(({ title, edits }, index) => ({
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [renderDiagnostic(document, diagnostic, checked)],
          isPreferred: index === 0,
          edit: workspaceEdit(session, document, edits),
        })),
      );
      return [...fixes, ...findingFixes(session, request), ...refactorings(session, request)];
    }),
  );
}

/** True where a space asks for what comes next: behind an arrow or a colon, but not in an indentation. */
const isAsking = (text: string, offset: number): boolean =>
  /(?:->|[:=,]|\b(?:on|train|expect|output|require)) $/.test(text.slice(Math.max(0, offset - 10), offset));
