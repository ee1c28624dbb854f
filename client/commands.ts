/** What the palette, the ▶ in the title, the lenses and the keybindings do. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { ExperimentReference } from "../protocol/language-server.ts";
import { chooseExperiment } from "./choose-experiment.ts";
import type { Lab } from "./panel/lab.ts";

/** What a lens hands over; commands from elsewhere come without it, or with the file's address (the ▶ in the title). */
interface LensTarget {
  readonly uri: string;
  readonly experiment: string;
}

export function registerCommands(
  lab: Lab,
  client: LanguageClient,
  restartServer: () => Promise<void>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const inLab = (train: boolean) => async (target?: unknown) => {
    const place = isLensTarget(target)
      ? { uri: target.uri, name: target.experiment }
      : await chooseExperiment(client, target instanceof vscode.Uri ? target : undefined);
    if (place) await lab.open(place, { train });
  };
  const restart = async (): Promise<void> => {
    await restartServer();
    void vscode.window.setStatusBarMessage("Soma: the language server was started again", 4000);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand("soma.train", inLab(true)),
    vscode.commands.registerCommand("soma.openLab", inLab(false)),
    vscode.commands.registerCommand("soma.stop", () => lab.command("stop")),
    vscode.commands.registerCommand("soma.step", async () => {
      if (!lab.isOpen) await inLab(false)();
      lab.command("step");
    }),
    vscode.commands.registerCommand("soma.restartServer", restart),
    vscode.commands.registerCommand("soma.showLog", () => log.show()),
  );
}

function isLensTarget(value: unknown): value is LensTarget {
  if (typeof value !== "object" || value === null) return false;
  const { uri, experiment } = value as Partial<ExperimentReference & LensTarget>;
  return typeof uri === "string" && typeof experiment === "string";
}
