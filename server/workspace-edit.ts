/** Edits of one document as the editor wants them: tied to its version where the editor understands that. */
import type { WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Fix } from "../language/index.ts";
import { rangeOf } from "./render.ts";
import type { Session } from "./server.ts";

export function workspaceEdit(session: Session, document: TextDocument, edits: Fix["edits"]): WorkspaceEdit {
  const { uri, version } = document;
  const rendered = textEdits(document, edits);
  return session.editor().workspace?.workspaceEdit?.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: rendered }] }
    : { changes: { [uri]: rendered } };
}

export const textEdits = (document: TextDocument, edits: Fix["edits"]) =>
  edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
