/** Edits of documents as the editor wants them: tied to their versions where the editor understands that. */
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Fix } from "../language/index.ts";
import { rangeOf } from "./render.ts";
import type { Session } from "./server.ts";

export interface DocumentEdits {
  readonly document: TextDocument;
  readonly edits: Fix["edits"];
}

/** The edits of one document. */
export const workspaceEdit = (session: Session, document: TextDocument, edits: Fix["edits"]): WorkspaceEdit =>
  workspaceEdits(session, [{ document, edits }]);

export function workspaceEdits({ editor }: Session, parts: readonly DocumentEdits[]): WorkspaceEdit {
  const rendered = parts.map(({ document, edits }) => ({ document, edits: textEdits(document, edits) }));
  if (!editor().workspace?.workspaceEdit?.documentChanges)
    return { changes: Object.fromEntries(rendered.map(({ document, edits }) => [document.uri, edits])) };
  return {
    documentChanges: rendered.map(({ document: { uri, version }, edits }) => ({
      textDocument: { uri, version },
      edits,
    })),
  };
}

export const textEdits = (document: TextDocument, edits: Fix["edits"]): TextEdit[] =>
  edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
