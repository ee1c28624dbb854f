/** Says in the editor how the language server is: quietly when it was started again, with buttons when it is given up. */
import * as vscode from "vscode";

export interface ServerStatus extends vscode.Disposable {
  running(): void;
  startingAgain(): void;
  givenUp(): void;
}

export function createServerStatus(log: vscode.LogOutputChannel): ServerStatus {
  const item = vscode.languages.createLanguageStatusItem("soma.server", { language: "soma" });
  item.name = "Soma language server";
  const show = (text: string, severity: vscode.LanguageStatusSeverity, busy: boolean): void => {
    item.text = text;
    item.severity = severity;
    item.busy = busy;
  };
  const running = (): void => show("Checked by Soma", vscode.LanguageStatusSeverity.Information, false);
  const restart = { title: "Restart", command: "soma.restartServer" };
  item.command = restart;
  running();
  return {
    running,
    startingAgain: () =>
      show("Soma's language server is started again", vscode.LanguageStatusSeverity.Information, true),
    givenUp() {
      show("Soma's language server stays off", vscode.LanguageStatusSeverity.Error, false);
      void tell(log);
    },
    dispose: () => item.dispose(),
  };
}

async function tell(log: vscode.LogOutputChannel): Promise<void> {
  const chosen = await vscode.window.showErrorMessage(
    "Soma's language server failed 5 times within 3 minutes and stays off. Highlighting and snippets go on; checks, completion and hovers come back with a restart.",
    "Restart",
    "Show Log",
  );
  if (chosen === "Restart") await vscode.commands.executeCommand("soma.restartServer");
  if (chosen === "Show Log") log.show();
}
