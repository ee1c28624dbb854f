/** The way to one panel's page: holds messages back until the page listens, checks what comes, and is silent once the panel is gone. */
import type * as vscode from "vscode";
import { type FromPanel, readFromPanel, type ToPanel } from "../../protocol/panel.ts";

export interface Channel {
  send(message: ToPanel): void;
}

export function openChannel(
  panel: vscode.WebviewPanel,
  take: (message: FromPanel) => void,
  log: vscode.LogOutputChannel,
): Channel {
  let waiting: ToPanel[] | undefined = [];
  let isGone = false;
  const post = (message: ToPanel): void => {
    panel.webview.postMessage(message).then(undefined, (error: unknown) => log.warn(String(error)));
  };
  panel.onDidDispose(() => {
    isGone = true;
  });
  panel.webview.onDidReceiveMessage((value: unknown) => {
    const arrival = readFromPanel(value);
    if (arrival.kind === "dropped") {
      log.warn(`A message from the panel was dropped: ${arrival.reason}`);
      return;
    }
    if (arrival.message.type === "ready") {
      const held = waiting ?? [];
      waiting = undefined;
      for (const message of held) post(message);
    }
    take(arrival.message);
  });
  return {
    send(message) {
      if (isGone) return;
      if (waiting) waiting.push(message);
      else post(message);
    },
  };
}
