/** The language server: says what it can do, keeps documents checked, and answers each request on its own, whatever happens to the others. */
import {
  type ClientCapabilities,
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { DataProblem } from "../data/define.ts";
import { tokenKinds, tokenModifiers } from "../language/index.ts";
import { isServerOptions, pingRequest } from "../protocol/language-server.ts";
import { answerCalls } from "./answer-calls.ts";
import { answerColours } from "./answer-colours.ts";
import { answerDiagnostics, diagnosticsOf } from "./answer-diagnostics.ts";
import { answerEditing } from "./answer-editing.ts";
import { answerExperiments } from "./answer-experiments.ts";
import { answerLayout } from "./answer-layout.ts";
import { answerNames } from "./answer-names.ts";
import { answerReading } from "./answer-reading.ts";
import { answerRenaming } from "./answer-renaming.ts";
import type { ReadFile } from "./data-files.ts";
import { createDocument, type Encoding, encodingFor } from "./document-text.ts";
import { followDocuments } from "./follow-documents.ts";
import { guarded } from "./guard.ts";
import { Measurements } from "./measurements.ts";
import { OpenDocuments } from "./open-documents.ts";
import { RunFindings } from "./run-findings.ts";

/** What every group of answers works with. */
export interface Session {
  readonly connection: Connection;
  readonly isReady: () => boolean;
  readonly open: OpenDocuments;
  readonly measurements: Measurements;
  readonly findings: RunFindings;
  /** Open documents whose file was deleted on disk. */
  readonly gone: Set<string>;
  /** True if the editor asks for diagnostics instead of being told. */
  readonly isPulled: () => boolean;
  /** Says what is known about a document anew. */
  readonly publish: (uri: string) => void;
  /** What the editor can do. */
  readonly editor: () => ClientCapabilities;
}

/** What the host reads from disk, inside the folders that are open. */
export interface HostFiles {
  /** Reads a file that a document names. */
  readonly read: (documentUri: string, name: string, folders: readonly string[]) => ReturnType<ReadFile>;
  /** Addresses of the Soma files. */
  readonly listSources: (folders: readonly string[]) => Promise<readonly string[]>;
}

export function startServer(connection: Connection, files: HostFiles): void {
  let folders: readonly string[] = [];
  let editor: ClientCapabilities | undefined;
  let encoding: Encoding = "utf-16";
  let isPulled = false;
  let isTrusted = true;
  const readFile: ReadFile = async (uri, name) =>
    isTrusted || name.endsWith(".soma") ? files.read(uri, name, folders) : notTrusted(name);
  const open = new OpenDocuments(readFile, rechecked, (words) => connection.console.error(words));
  const session: Session = {
    connection,
    isReady: () => editor !== undefined,
    open,
    gone: new Set(),
    measurements: new Measurements(),
    findings: new RunFindings(),
    isPulled: () => isPulled,
    publish,
    editor: () => editor ?? {},
  };

  connection.onInitialize((parameters) => {
    folders = foldersOf(parameters);
    editor = parameters.capabilities;
    encoding = encodingFor(editor.general?.positionEncodings);
    const options = isServerOptions(parameters.initializationOptions) ? parameters.initializationOptions : {};
    for (const uri of options.setAside ?? []) open.setAside(uri);
    isTrusted = options.trusted !== false;
    if (!isTrusted) open.restrict();
    isPulled = editor.textDocument?.diagnostic !== undefined && options.pushDiagnostics !== true;
    return capabilities(encoding, isPulled);
  });
  followFolders(session, (added, removed) => {
    folders = [...new Set([...folders.filter((folder) => !removed.includes(folder)), ...added])];
    open.filesChanged();
  });
  const alive = guarded(session, "ping", null, () => null);
  connection.onRequest(pingRequest, alive);

  answerReading(session);
  answerNames(session);
  answerEditing(session);
  answerExperiments(session);
  answerRenaming(session);
  answerCalls(session);
  answerColours(session);
  answerLayout(session);
  answerDiagnostics(session, {
    readFile,
    listSources: () => files.listSources(folders),
    documentOf: (uri, text) => createDocument(encoding, uri, "soma", 0, text),
  });

  followDocuments(session, () => encoding);
  connection.listen();

  /** The text is the same, so that the editor does not ask again by itself. */
  function rechecked(uri: string): void {
    publish(uri);
    if (editor?.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
    if (editor?.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  function publish(uri: string): void {
    if (isPulled) {
      if (editor?.workspace?.diagnostics?.refreshSupport) void connection.languages.diagnostics.refresh();
      return;
    }
    const version = open.get(uri)?.document.version;
    if (version === undefined) return;
    void connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(session, uri) });
  }
}

/** Editors that are older than workspace folders name one folder, or none. */
const foldersOf = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);

/** Hears of folders that are opened and closed, and of files in them that documents import from or read data from. */
function followFolders(
  { connection, editor }: Session,
  onChange: (added: readonly string[], removed: readonly string[]) => void,
): void {
  connection.onInitialized(() => {
    const { workspace } = editor();
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: "**/*.{soma,csv,tsv,gz,idx,idx1-ubyte,idx3-ubyte}" }],
      });
    if (workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        onChange(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        ),
      );
  });
}

const diagnosticProvider = { identifier: "soma", interFileDependencies: true, workspaceDiagnostics: true };

const notTrusted = (name: string): DataProblem => ({
  problem: `"${name}" is not read, because this folder is not trusted.`,
  advice: "Trust it through “Manage Workspace Trust” to check and train on its data.",
});

function capabilities(positionEncoding: Encoding, isPulled: boolean): InitializeResult {
  return {
    serverInfo: { name: "soma" },
    capabilities: {
      positionEncoding,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(isPulled ? { diagnosticProvider } : {}),
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
