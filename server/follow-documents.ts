/** Follows what the editor opens, writes and closes and what happens on disk, and has it checked and reported. */
import { type Disposable, FileChangeType, TextDocuments } from "vscode-languageserver";
import { createDocument, type Encoding, updateDocument } from "./document-text.ts";
import type { Session } from "./server.ts";
import { whenQuiet } from "./when-quiet.ts";

/** `encoding` is known once the editor has introduced itself, which is before it opens documents. */
export function followDocuments(session: Session, encoding: () => Encoding): Disposable {
  const { connection, open, gone, isPulled, publish, measurements, findings } = session;
  const documents = new TextDocuments({
    create: (...made) => createDocument(encoding(), ...made),
    update: updateDocument,
  });
  const edited = new Set<string>();
  const burst = whenQuiet(() => {
    const uris = [...edited];
    edited.clear();
    for (const uri of uris) publish(uri);
  });
  documents.onDidChangeContent(({ document }) => {
    open.update(document);
    gone.delete(document.uri);
    // Who pulls asks after an edit without being told.
    if (isPulled()) return;
    edited.add(document.uri);
    burst.soon();
  });
  documents.onDidClose(({ document: { uri } }) => {
    open.close(uri);
    measurements.forget(uri);
    findings.forget(uri);
    edited.delete(uri);
    gone.delete(uri);
    if (!isPulled()) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      if (open.get(uri) === undefined) continue;
      if (type === FileChangeType.Deleted) gone.add(uri);
      else gone.delete(uri);
      publish(uri);
    }
    open.filesChanged();
  });
  return documents.listen(connection);
}
