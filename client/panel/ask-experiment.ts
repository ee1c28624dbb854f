/** Asks the language server for an experiment, where the folder is trusted; the answer is one or a problem in words. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Problem } from "../../protocol/experiment.ts";
import {
  type ExperimentReference,
  experimentRequest,
  type FoundExperiment,
  isExperimentReply,
} from "../../protocol/language-server.ts";

export async function askExperiment(
  client: LanguageClient,
  reference: ExperimentReference,
  log: vscode.LogOutputChannel,
): Promise<FoundExperiment | Problem> {
  if (!vscode.workspace.isTrusted)
    return {
      problem: "This folder is not trusted, so nothing is trained and no data file is read.",
      advice: "Trust it through “Manage Workspace Trust”, then press Reset.",
    };
  try {
    const reply: unknown = await client.sendRequest(experimentRequest, reference);
    if (isExperimentReply(reply)) return reply;
    log.error("The language server's answer about an experiment could not be read.");
  } catch (error) {
    log.error(`Asking for the experiment failed: ${String(error)}`);
  }
  return {
    problem: "The language server did not answer.",
    advice: "Run “Soma: Restart Language Server”, then press Reset.",
  };
}
