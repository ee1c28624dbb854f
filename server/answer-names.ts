/** Answers about names: where one comes from and where else it is used. */
import type { Location } from "vscode-languageserver";
import { type CheckedFile, definitionAt, referencesAt, type SymbolInfo } from "../language/index.ts";
import type { Span } from "../network/network.ts";
import { guarded } from "./guard.ts";
import { locationOf, rangeOf } from "./render.ts";
import type { Session } from "./server.ts";

export function answerNames(session: Session): void {
  const { connection, open } = session;
  connection.onDefinition(
    guarded(session, "definition", [], ({ textDocument, position }) => {
      const entry = open.get(textDocument.uri);
      const offset = entry?.document.offsetAt(position);
      const imported = entry && offset !== undefined && importedAt(entry.checked, offset);
      if (entry && imported) return [locationOf(entry.document, entry.checked, imported)];
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

/** Where an imported name is declared, if the offset stands on one. */
function importedAt({ symbols }: CheckedFile, offset: number): SymbolInfo["from"] {
  const holds = ({ start, end }: Span) => start <= offset && offset <= end;
  return symbols.find(({ from, span, uses }) => from !== undefined && [span, ...uses].some(holds))?.from;
}
