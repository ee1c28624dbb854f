/** Quick fixes for what a run showed: each is tried on the text before it is offered. */
import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { remediesFor } from "../language/findings/remedies.ts";
import { renderDiagnostic } from "./render.ts";
import type { Session } from "./server.ts";
import { workspaceEdit } from "./workspace-edit.ts";

export function findingFixes(session: Session, { textDocument, range }: CodeActionParams): CodeAction[] {
  const { open, findings } = session;
  const entry = open.get(textDocument.uri);
  if (!entry) return [];
  const { document, checked } = entry;
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const touched = findings
    .of(textDocument.uri, checked)
    .filter(({ span }) => span.start <= end && start <= span.end);
  return touched.flatMap((diagnostic) =>
    remediesFor(checked, diagnostic, open.reader(textDocument.uri)).map(({ title, edits }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [renderDiagnostic(document, diagnostic, checked)],
      edit: workspaceEdit(session, document, edits),
    })),
  );
}
