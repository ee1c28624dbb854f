/** A language server in a process of its own, spoken to as an editor does: over stdio. For tests and measurements. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type Diagnostic,
  type InitializeParams,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export interface LspSession {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  open(uri: string, text: string): Promise<readonly Diagnostic[]>;
  /** Replaces a range of the document and waits for the diagnostics of that version. */
  change(uri: string, edit: Edit): Promise<readonly Diagnostic[]>;
  /** The next diagnostics of the document, whatever brings them about. */
  next(uri: string): Promise<readonly Diagnostic[]>;
  request<Result>(method: string, parameters: unknown): Promise<Result>;
  /** Shuts the server down in order; resolves to its exit code. */
  close(): Promise<number | null>;
}

interface Edit {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly text: string;
}

export const uriOf = (file: string): string => pathToFileURL(path.resolve(file)).href;

export interface Launched {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** Resolves to the exit code. */
  readonly ended: Promise<number | null>;
}

/** A server to which nothing has been said yet. */
export function launch(server: string): Launched {
  const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  return { connection, process: child, ended };
}

/** `more` is said in `initialize` beside, or instead of, what is said there anyway. */
export async function startLspSession(
  server: string,
  folder = "examples",
  more: Partial<InitializeParams> = {},
): Promise<LspSession> {
  const { connection, process: child, ended } = launch(server);
  const listening: { uri: string; hear: (diagnostics: readonly Diagnostic[]) => void }[] = [];
  const waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  const versions = new Map<string, number>();
  connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, version, diagnostics }: PublishDiagnosticsParams) => {
      waiting.get(`${uri}@${version}`)?.(diagnostics);
      for (const listener of listening.splice(0))
        if (listener.uri === uri) listener.hear(diagnostics);
        else listening.push(listener);
    },
  );
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: uriOf(folder),
    workspaceFolders: [{ uri: uriOf(folder), name: "examples" }],
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    ...more,
  });
  await connection.sendNotification("initialized", {});

  const published = (uri: string, version: number): Promise<readonly Diagnostic[]> =>
    new Promise((resolve) => {
      waiting.set(`${uri}@${version}`, (diagnostics) => {
        waiting.delete(`${uri}@${version}`);
        resolve(diagnostics);
      });
    });

  return {
    connection,
    process: child,
    async open(uri, text) {
      versions.set(uri, 1);
      const answer = published(uri, 1);
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "soma", version: 1, text },
      });
      return answer;
    },
    async change(uri, { start, end, text }) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      const answer = published(uri, version);
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ range: { start, end }, text }],
      });
      return answer;
    },
    next: (uri) => new Promise((hear) => listening.push({ uri, hear })),
    request: (method, parameters) => connection.sendRequest(method, parameters),
    async close() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      return ended;
    },
  };
}
