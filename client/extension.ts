/** The extension: starts the language server and the Lab, and ties commands, lenses and the status to them. */
import * as vscode from "vscode";
import { registerCommands } from "./commands.ts";
import { registerExamples } from "./examples.ts";
import { startLanguageClient } from "./language-client.ts";
import { createLab } from "./panel/lab.ts";
import { showProgress } from "./progress.ts";
import { registerTests } from "./tests/explorer.ts";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Soma", { log: true });
  context.subscriptions.push(log, registerExamples(context.extensionUri));
  const { client, restart } = startLanguageClient(context, log);
  context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => restart()));
  const lab = createLab(context, client, log);
  context.subscriptions.push(lab, showProgress(lab), registerCommands(lab, client, restart, log));
  context.subscriptions.push(registerTests(context.extensionUri, client, log));
}
