/** Shows how a run stands where it is written: text at the end of the `train` line and one item in the status bar. */
import * as vscode from "vscode";
import type { RunStatus } from "../protocol/panel.ts";
import type { Lab } from "./panel/lab.ts";

const blocks = "▁▂▃▄▅▆▇█";
const sparklineWidth = 24;

export function showProgress(lab: Lab): vscode.Disposable {
  const decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor("editorCodeLens.foreground"), margin: "0 0 0 2em" },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const item = vscode.window.createStatusBarItem("soma.run", vscode.StatusBarAlignment.Left, 10);
  item.name = "Soma run";
  item.command = "soma.openLab";
  let latest: RunStatus | undefined;
  let losses: number[] = [];

  const draw = (): void => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.languageId !== "soma") continue;
      const here = latest && editor.document.uri.toString() === latest.place.uri ? latest : undefined;
      const line = here && trainLine(editor.document, here.place.name);
      editor.setDecorations(
        decoration,
        here && line
          ? [
              {
                range: line.range,
                renderOptions: { after: { contentText: `${sparkline(losses)} ${words(here)}` } },
              },
            ]
          : [],
      );
    }
  };
  const onStatus = (status: RunStatus): void => {
    const same = latest?.place.uri === status.place.uri && latest.place.name === status.place.name;
    if (!same || status.step < (latest?.step ?? 0)) losses = [];
    if (status.trainLoss !== undefined && status.step !== latest?.step) losses.push(status.trainLoss);
    latest = status;
    item.text = `$(${status.state === "training" ? "sync~spin" : "beaker"}) ${status.place.name}: ${words(status)}`;
    item.tooltip = "Soma: open the Lab";
    item.show();
    void vscode.commands.executeCommand("setContext", "soma.running", status.state === "training");
    draw();
  };
  return vscode.Disposable.from(
    decoration,
    item,
    lab.onStatus(onStatus),
    lab.onClosed(() => {
      latest = undefined;
      losses = [];
      item.hide();
      void vscode.commands.executeCommand("setContext", "soma.running", false);
      draw();
    }),
    vscode.window.onDidChangeVisibleTextEditors(draw),
    vscode.workspace.onDidChangeTextDocument(draw),
  );
}

function words({ state, step, totalSteps, trainLoss, testAccuracy, trainAccuracy }: RunStatus): string {
  const accuracy = testAccuracy ?? trainAccuracy;
  return [
    `step ${step}/${totalSteps}`,
    ...(trainLoss === undefined ? [] : [`loss ${Number(trainLoss.toPrecision(3))}`]),
    ...(accuracy === undefined ? [] : [`accuracy ${(100 * accuracy).toFixed(1)} %`]),
    ...(state === "training" ? [] : [state]),
  ].join(" · ");
}

/** The last losses as block characters, evenly thinned, from their smallest to their largest. */
function sparkline(losses: readonly number[]): string {
  const finite = losses.filter(Number.isFinite);
  if (finite.length < 2) return "";
  const count = Math.min(sparklineWidth, finite.length);
  const shown = Array.from(
    { length: count },
    (_, i) => finite[Math.round((i * (finite.length - 1)) / (count - 1))] ?? 0,
  );
  const low = Math.min(...shown);
  const range = Math.max(...shown) - low || 1;
  return shown.map((loss) => blocks[Math.round(((loss - low) / range) * (blocks.length - 1))]).join("");
}

/** The line that starts the experiment: `train Name on …` or `train name: Network on …`. */
function trainLine(document: vscode.TextDocument, name: string): vscode.TextLine | undefined {
  const escaped = name.replace(/[^\w]/g, "\\$&");
  const head = new RegExp(`^\\s*train\\s+${escaped}\\b`);
  for (let line = 0; line < document.lineCount; line++)
    if (head.test(document.lineAt(line).text)) return document.lineAt(line);
  return undefined;
}
