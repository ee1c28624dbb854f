/** Answers about names: where one comes from and where else it is used. */
import type { Location } from "vscode-languageserver";
import { definitionAt, referencesAt } from "../language/index.ts";
import { guarded } from "./guard.ts";
import { rangeOf } from "./render.ts";
import type { Session } from "./server.ts";

export function answerNames(session: Session): void {
  const { connection, open } = session;
  connection.onDefinition(
    guarded(session, "definition", [], ({ textDocument, position }) => {
      const entry = open.get(textDocument.uri);
      const span = entry && definitionAt(entry.checked, entry.document.offsetAt(position));
      return entry && span ? [{ uri: textDocument.uri, range: rangeOf(entry.document, span) }] : [];
    }),
  );

  const references = (uri: string, position: { line: number; character: number }): Location[] => {
    const entry = open.get(uri);
    if (!entry) return [];
    const spans = referencesAt(entry.checked, entry.document.offsetAt(position));
    return spans.map((span) => ({ uri, range: rangeOf(entry.document, span) }));
  };
  connection.onReferences(
    guarded(session, "references", [], ({ textDocument, position }) =>
      references(textDocument.uri, position),
    ),
  );
  connection.onDocumentHighlight(
    guarded(session, "highlights", [], ({ textDocument, position }) =>
      references(textDocument.uri, position).map(({ range }) => ({ range })),
    ),
  );
}
