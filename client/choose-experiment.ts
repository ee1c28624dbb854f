/** Finds the experiment that a command means: the one around the cursor, the only one of the file, or the one that is picked. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type ExperimentReference,
  experimentsRequest,
  isExperimentsReply,
  type ListedExperiment,
} from "../protocol/language-server.ts";

/** `undefined` if there is nothing to train (said to the author) or the choice was given up. */
export async function chooseExperiment(
  client: LanguageClient,
  uri: vscode.Uri | undefined,
): Promise<ExperimentReference | undefined> {
  const document = await documentOf(uri);
  if (!document) {
    void vscode.window.showInformationMessage("Soma: open a .soma file to train its network.");
    return undefined;
  }
  const address = document.uri.toString();
  const experiments = await listExperiments(client, address);
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
  const around = editor && experiments.find(({ range }) => holds(range, editor.selection.active));
  if (around) return { uri: address, name: around.name };
  const [first, second] = experiments;
  if (!first) {
    void vscode.window.showInformationMessage(
      "Soma: this file trains nothing yet. Write `train Network on data { … }`, or type `train` and take the snippet.",
    );
    return undefined;
  }
  if (!second) return { uri: address, name: first.name };
  const picked = await vscode.window.showQuickPick(
    experiments.map(({ name, ready, problems }) => ({
      label: name,
      description: ready ? "" : (problems[0] ?? "not ready"),
    })),
    { title: "Which experiment?" },
  );
  return picked ? { uri: address, name: picked.label } : undefined;
}

async function documentOf(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri) return vscode.workspace.openTextDocument(uri);
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === "soma") return active;
  return vscode.window.visibleTextEditors
    .map(({ document }) => document)
    .find(({ languageId }) => languageId === "soma");
}

async function listExperiments(client: LanguageClient, uri: string): Promise<readonly ListedExperiment[]> {
  const reply: unknown = await client.sendRequest(experimentsRequest, { uri });
  return isExperimentsReply(reply) ? reply.experiments : [];
}

const holds = ({ start, end }: ListedExperiment["range"], { line }: vscode.Position): boolean =>
  start.line <= line && line <= end.line;
