/** Shows a place of the text in the editor where it is open, or opens it. */
import * as vscode from "vscode";
import type { Span } from "../../network/network.ts";

export async function revealSpan(address: string, { start, end }: Span): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === address);
  const document =
    shown?.document ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(address, true)));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
  });
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
