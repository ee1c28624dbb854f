/** Runs inside the desktop VS Code: Soma starts, knows its files, and reports a mistake where it is. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** What VS Code's test runner calls; a rejection fails the run. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension("soma.soma");
  assert(extension !== undefined, "the extension is installed");

  const content = "network Broken {\n  input x: [4]\n  y = x -> dens(2)\n  output y\n}\n";
  const document = await vscode.workspace.openTextDocument({ language: "soma", content });
  await vscode.window.showTextDocument(document);
  await extension.activate();

  const commands = await vscode.commands.getCommands(true);
  for (const { command } of extension.packageJSON.contributes.commands) {
    assert(commands.includes(command), `${command} is registered`);
  }

  const diagnostics = await diagnosticsOf(document);
  assert.equal(document.getText(diagnostics[0]?.range), "dens");
  console.log("1 passed, 0 failed");
}

/** Waits until the language server has said something about the document, ten seconds at most. */
async function diagnosticsOf(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  for (let waited = 0; waited < 200; waited++) {
    const diagnostics = vscode.languages.getDiagnostics(document.uri);
    if (diagnostics.length > 0) return diagnostics;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return [];
}
