/** The way from the page to the extension, and what the page keeps over a reload. */
import { type FromPanel, readToPanel, type ToPanel } from "../../protocol/panel.ts";

interface PageApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): PageApi;

/** May be asked for once only. */
const api = acquireVsCodeApi();

export const tellExtension = (message: FromPanel): void => api.postMessage(message);

export const log = (level: "error" | "warning" | "information", message: string): void =>
  tellExtension({ type: "log", level, message });

export const readKept = (): unknown => api.getState();
export const keep = (state: unknown): void => api.setState(state);

export function listenToExtension(take: (message: ToPanel) => void): void {
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    const arrival = readToPanel(event.data);
    if (arrival.kind === "message") take(arrival.message);
    else log("warning", `A message to the panel was dropped: ${arrival.reason}`);
  });
}
