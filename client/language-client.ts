/** Starts the language server beside the editor, and again when it ends, hangs, or the author asks. */
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import { pingRequest, type ServerOptionsOfSoma } from "../protocol/language-server.ts";
import { ServerFailures } from "./server-failures.ts";
import { createServerStatus, type ServerStatus } from "./server-status.ts";
import { createWatchdog, tickMs } from "./watchdog.ts";

export interface LanguageServer {
  readonly client: LanguageClient;
  /** Works however the server is: running, hanging or given up. */
  restart(): Promise<void>;
}

/** Does not wait for the server: commands work, and say what is wrong, also when it never comes up. */
export function startLanguageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): LanguageServer {
  const module = context.asAbsolutePath("dist/server.cjs");
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const failures = new ServerFailures();
  const status = createServerStatus(log);
  const client = new LanguageClient("soma", "Soma", server, optionsFor(failures, status, log));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) status.running();
  });
  context.subscriptions.push(client, status, watch(client, log), forgiveEdits(failures));
  const start = (): Promise<void> =>
    client.start().catch((error: unknown) => {
      log.error(`The language server could not be started: ${String(error)}`);
      status.givenUp();
    });
  void start();
  return {
    client,
    async restart() {
      failures.startAnew();
      status.startingAgain();
      // A server that hangs does not answer to being stopped; it is ended without.
      await client.stop().catch((error: unknown) => log.warn(String(error)));
      await start();
    },
  };
}

function optionsFor(
  failures: ServerFailures,
  status: ServerStatus,
  log: vscode.LogOutputChannel,
): LanguageClientOptions {
  const toServer = (): ServerOptionsOfSoma => ({
    setAside: failures.setAside(),
    pushDiagnostics: true,
    trusted: vscode.workspace.isTrusted,
  });
  return {
    documentSelector: [{ language: "soma" }],
    outputChannel: log,
    synchronize: { configurationSection: "soma" },
    markdown: { isTrusted: false, supportHtml: false },
    initializationOptions: toServer,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed() {
        const inUse = activeDocument();
        if (!failures.failed(Date.now(), inUse)) {
          status.givenUp();
          const message = "The language server failed again and stays off; highlighting still works.";
          return { action: CloseAction.DoNotRestart, handled: true, message };
        }
        status.startingAgain();
        const aside = failures.setAside();
        const message = `The language server ended and is started again. In use: ${inUse ?? "no document"}. Set aside: ${aside.join(", ") || "none"}.`;
        return { action: CloseAction.Restart, handled: true, message };
      },
    },
  };
}

/** Ends a server that hangs; that it is gone starts the next one. */
function watch(client: LanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const watchdog = createWatchdog(
    () => client.sendRequest(pingRequest),
    () => {
      log.warn("The language server gave no sign of life for 10 seconds and is ended.");
      client.serverProcess?.kill("SIGKILL");
    },
  );
  const isWatched = (): boolean =>
    client.state === State.Running &&
    !client.isInDebugMode &&
    vscode.workspace.textDocuments.some(({ languageId }) => languageId === "soma");
  const timer = setInterval(() => watchdog.tick(isWatched()), tickMs);
  return { dispose: () => clearInterval(timer) };
}

const forgiveEdits = (failures: ServerFailures): vscode.Disposable =>
  vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document.languageId === "soma" && contentChanges.length > 0) failures.edited(document.uri.toString());
  });

/** The document in use: the one being edited, or one that is in sight. */
function activeDocument(): string | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor, ...visibleTextEditors] : visibleTextEditors;
  return editors.find(({ document }) => document.languageId === "soma")?.document.uri.toString();
}
