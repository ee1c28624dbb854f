/** Starts the language server beside the editor, and starts it again when asked or when it ends. */
import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";

export async function startLanguageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<LanguageClient> {
  const module = context.asAbsolutePath("dist/server.cjs");
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const files = vscode.workspace.createFileSystemWatcher("**/*.{csv,tsv,gz,idx,idx1-ubyte,idx3-ubyte}");
  context.subscriptions.push(files);
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "soma" }],
    outputChannel: log,
    synchronize: { fileEvents: files, configurationSection: "soma" },
    markdown: { isTrusted: false, supportHtml: false },
    initializationOptions: {},
  };
  const client = new LanguageClient("soma", "Soma", server, options);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) log.warn("The language server ended; highlighting still works.");
  });
  context.subscriptions.push(client);
  await client.start();
  return client;
}
