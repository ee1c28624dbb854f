/** Answers that rename, and that lead to where something is born. */
import {
  type Location,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
} from "vscode-languageserver";
import { birthAt, definitionAt, isRefusal, renameAt, renameableAt } from "../language/index.ts";
import { guarded } from "./guard.ts";
import { rangeOf } from "./render.ts";
import type { Session } from "./server.ts";
import { workspaceEdit } from "./workspace-edit.ts";

export function answerRenaming(session: Session): void {
  const { connection, open } = session;
  connection.onPrepareRename(
    guarded(session, "renaming", undefined, ({ textDocument, position }) => {
      const entry = open.get(textDocument.uri);
      if (!entry) return undefined;
      const found = renameableAt(entry.checked, entry.document.offsetAt(position));
      if (isRefusal(found)) return refused(found.refusal);
      const range: Range = rangeOf(entry.document, found.span);
      return { range, placeholder: found.name };
    }),
  );

  connection.onRenameRequest(
    guarded(session, "renaming", undefined, ({ textDocument, position, newName }) => {
      const entry = open.get(textDocument.uri);
      if (!entry) return undefined;
      const { checked, document } = entry;
      const edits = renameAt(checked, document.offsetAt(position), newName, open.reader(textDocument.uri));
      return isRefusal(edits) ? refused(edits.refusal) : workspaceEdit(session, document, edits);
    }),
  );

  const locations = (uri: string, position: Position, find: typeof birthAt): Location[] => {
    const entry = open.get(uri);
    const span = entry && find(entry.checked, entry.document.offsetAt(position));
    return entry && span ? [{ uri, range: rangeOf(entry.document, span) }] : [];
  };
  connection.onTypeDefinition(
    guarded(session, "type definition", [], ({ textDocument, position }) =>
      locations(textDocument.uri, position, birthAt),
    ),
  );
  connection.onDeclaration(
    guarded(session, "declaration", [], ({ textDocument, position }) =>
      locations(textDocument.uri, position, definitionAt),
    ),
  );
}

/** The editor shows the words beside the name. */
const refused = (refusal: string): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestFailed, refusal);
