/** The command "New Example": an example of the extension as an untitled file, to be changed without fear. */
import * as vscode from "vscode";

/** In the order in which they are offered; all of them make their data themselves, so that they run anywhere. */
const examples = [
  ["spiral", "Two spirals, told apart by two layers of tanh"],
  ["circle", "A ring around a disc: the first hidden layer"],
  ["xor", "What a single unit cannot learn, and what can"],
  ["gates", "And, or, nand and not, each learnt by one unit"],
  ["moons", "Two moons, with relu"],
  ["blobs", "Three heaps of points, three classes"],
  ["activations", "The same network with four activations"],
  ["dead-relu", "A layer that never wakes up, and what says so"],
  ["residual", "A block with a way around itself, three times"],
] as const;

export function registerExamples(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand("soma.newExample", async (wanted?: unknown) => {
    const name = examples.find(([known]) => known === wanted)?.[0] ?? (await pickExample());
    if (name === undefined) return;
    const file = vscode.Uri.joinPath(extension, "examples", `${name}.soma`);
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const document = await vscode.workspace.openTextDocument({ language: "soma", content });
    await vscode.window.showTextDocument(document);
  });
}

async function pickExample(): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    examples.map(([label, description]) => ({ label, description })),
    { title: "Which example?", matchOnDescription: true },
  );
  return picked?.label;
}
