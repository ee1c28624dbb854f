/** The language server: says what it can do, keeps documents checked, and answers each request on its own, whatever happens to the others. */
import {
  CodeActionKind,
  type Connection,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { tokenKinds, tokenModifiers } from "../language/index.ts";
import { answerEditing } from "./answer-editing.ts";
import { answerExperiments } from "./answer-experiments.ts";
import { answerNames } from "./answer-names.ts";
import { answerReading } from "./answer-reading.ts";
import { Measurements } from "./measurements.ts";
import { OpenDocuments, type ReadFile } from "./open-documents.ts";
import { renderDiagnostic } from "./render.ts";

/** What every group of answers works with. */
export interface Session {
  readonly connection: Connection;
  readonly open: OpenDocuments;
  readonly measurements: Measurements;
  /** True if the editor fills in snippets' places. */
  readonly snippets: () => boolean;
}

/** More than these are not sent; a last one says how many there are. */
const DIAGNOSTICS_LIMIT = 200;

export function startServer(connection: Connection, readFile: ReadFile): void {
  let folders: readonly string[] = [];
  let snippets = false;
  const documents = new TextDocuments(TextDocument);
  const open = new OpenDocuments(readFile, () => folders, publish);
  const session: Session = { connection, open, measurements: new Measurements(), snippets: () => snippets };

  connection.onInitialize((parameters) => {
    folders = (parameters.workspaceFolders ?? []).map(({ uri }) => uri);
    snippets = parameters.capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    return capabilities();
  });

  documents.onDidChangeContent(({ document }) => {
    open.update(document);
    publish(document.uri);
  });
  documents.onDidClose(({ document }) => {
    open.close(document.uri);
    send(document.uri, undefined, []);
  });
  connection.onDidChangeWatchedFiles(() => open.filesChanged());

  answerReading(session);
  answerNames(session);
  answerEditing(session);
  answerExperiments(session);

  documents.listen(connection);
  connection.listen();

  function publish(uri: string): void {
    const entry = open.get(uri);
    if (!entry) return;
    const all = entry.checked.diagnostics;
    const shown = all
      .slice(0, DIAGNOSTICS_LIMIT)
      .map((diagnostic) => renderDiagnostic(entry.document, diagnostic));
    const first = all[DIAGNOSTICS_LIMIT];
    if (first)
      shown.push({
        ...renderDiagnostic(entry.document, first),
        message: `and ${all.length - DIAGNOSTICS_LIMIT} more from here on`,
        relatedInformation: [],
      });
    send(uri, entry.document.version, shown);
  }

  function send(
    uri: string,
    version: number | undefined,
    diagnostics: ReturnType<typeof renderDiagnostic>[],
  ): void {
    void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

function capabilities(): InitializeResult {
  return {
    serverInfo: { name: "soma" },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      completionProvider: { triggerCharacters: [">", "(", ",", ":", " "] },
      signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: [":"] },
      inlayHintProvider: true,
      documentSymbolProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      codeLensProvider: {},
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenKinds], tokenModifiers: [...tokenModifiers] },
        full: true,
      },
    },
  };
}
