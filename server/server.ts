/** The language server: says what it can do, keeps documents checked, and answers each request on its own, whatever happens to the others. */
import {
  type ClientCapabilities,
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { tokenKinds, tokenModifiers } from "../language/index.ts";
import { answerCalls } from "./answer-calls.ts";
import { answerColours } from "./answer-colours.ts";
import { answerEditing } from "./answer-editing.ts";
import { answerExperiments } from "./answer-experiments.ts";
import { answerLayout } from "./answer-layout.ts";
import { answerNames } from "./answer-names.ts";
import { answerReading } from "./answer-reading.ts";
import { answerRenaming } from "./answer-renaming.ts";
import type { ReadFile } from "./data-files.ts";
import { Measurements } from "./measurements.ts";
import { OpenDocuments } from "./open-documents.ts";
import { renderDiagnostic } from "./render.ts";
import { RunFindings } from "./run-findings.ts";

/** What every group of answers works with. */
export interface Session {
  readonly connection: Connection;
  readonly isReady: () => boolean;
  readonly open: OpenDocuments;
  readonly measurements: Measurements;
  readonly findings: RunFindings;
  /** Says what is known about a document anew. */
  readonly publish: (uri: string) => void;
  /** What the editor can do. */
  readonly editor: () => ClientCapabilities;
}

/** Reads a file that a document names, inside the folders that are open. */
export type ReadInFolders = (
  documentUri: string,
  name: string,
  folders: readonly string[],
) => ReturnType<ReadFile>;

export function startServer(connection: Connection, readFile: ReadInFolders): void {
  let folders: readonly string[] = [];
  let editor: ClientCapabilities | undefined;
  const documents = new TextDocuments(TextDocument);
  const open = new OpenDocuments((uri, name) => readFile(uri, name, folders), rechecked);
  const measurements = new Measurements();
  const findings = new RunFindings();
  const session: Session = {
    connection,
    isReady: () => editor !== undefined,
    open,
    measurements,
    findings,
    publish,
    editor: () => editor ?? {},
  };

  connection.onInitialize((parameters) => {
    folders = (parameters.workspaceFolders ?? []).map(({ uri }) => uri);
    editor = parameters.capabilities;
    return capabilities();
  });

  documents.onDidChangeContent(({ document }) => {
    open.update(document);
    publish(document.uri);
  });
  documents.onDidClose(({ document }) => {
    open.close(document.uri);
    measurements.forget(document.uri);
    findings.forget(document.uri);
    send(document.uri, undefined, []);
  });
  connection.onDidChangeWatchedFiles(() => open.filesChanged());

  answerReading(session);
  answerNames(session);
  answerEditing(session);
  answerExperiments(session);
  answerRenaming(session);
  answerCalls(session);
  answerColours(session);
  answerLayout(session);

  documents.listen(connection);
  connection.listen();

  /** The text is the same, so that the editor does not ask again by itself. */
  function rechecked(uri: string): void {
    publish(uri);
    if (editor?.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
    if (editor?.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  function publish(uri: string): void {
    const entry = open.get(uri);
    if (!entry) return;
    const { checked, document } = entry;
    const all = [...checked.diagnostics, ...findings.of(uri, checked)];
    const rendered = all.map((diagnostic) => renderDiagnostic(document, diagnostic, checked));
    send(uri, document.version, rendered);
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
      declarationProvider: true,
      typeDefinitionProvider: true,
      renameProvider: { prepareProvider: true },
      callHierarchyProvider: true,
      workspaceSymbolProvider: true,
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: "}", moreTriggerCharacter: [";", "\n"] },
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: {},
      codeActionProvider: {
        codeActionKinds: [
          CodeActionKind.QuickFix,
          CodeActionKind.Refactor,
          CodeActionKind.SourceFixAll,
          CodeActionKind.SourceOrganizeImports,
        ],
      },
      codeLensProvider: {},
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenKinds], tokenModifiers: [...tokenModifiers] },
        full: { delta: true },
        range: true,
      },
    },
  };
}
