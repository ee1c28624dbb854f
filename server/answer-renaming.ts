/** Answers that rename, and that lead to where something is born. */
import {
  type Location,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
} from "vscode-languageserver";
import {
  birthAt,
  definitionAt,
  isRefusal,
  type Refusal,
  renameAt,
  renameableAt,
  renameImport,
} from "../language/index.ts";
import { guarded } from "./guard.ts";
import type { OpenDocuments } from "./open-documents.ts";
import { rangeOf } from "./render.ts";
import type { Session } from "./server.ts";
import { type DocumentEdits, workspaceEdits } from "./workspace-edit.ts";

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
      if (isRefusal(edits)) return refused(edits.refusal);
      const declared = { checked, file: textDocument.uri, offset: document.offsetAt(position) };
      const importing = inImporters(open, declared, newName);
      if (isRefusal(importing)) return refused(importing.refusal);
      return workspaceEdits(session, [{ document, edits }, ...importing]);
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

/** The edits in open documents that import what is renamed. */
function inImporters(
  open: OpenDocuments,
  declared: Parameters<typeof renameImport>[1],
  name: string,
): readonly DocumentEdits[] | Refusal {
  const parts: DocumentEdits[] = [];
  for (const { document, checked } of open.all()) {
    const edits = renameImport(checked, declared, name);
    if (isRefusal(edits)) return edits;
    if (edits.length > 0) parts.push({ document, edits });
  }
  return parts;
}
