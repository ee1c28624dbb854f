/** Notes what must never happen while Soma is used: an error in the console, a CSP violation, an outside request. */
import type { BrowserContext, ConsoleMessage, Page } from "playwright-core";

/** What was seen so far, each as a line to read; all three lists stay empty in a healthy session. */
export interface Watch {
  readonly consoleErrors: string[];
  readonly policyViolations: string[];
  readonly outsideRequests: string[];
}

/** Starts to listen to a page and everything in it, webviews and workers included. */
export function watchPage(context: BrowserContext, page: Page): Watch {
  const watch: Watch = { consoleErrors: [], policyViolations: [], outsideRequests: [] };
  page.on("console", (message) => noteMessage(watch, message));
  page.on("pageerror", (error) => watch.consoleErrors.push(`uncaught: ${error.stack ?? error.message}`));
  context.on("request", (request) => noteRequest(watch, request.url()));
  page.on("websocket", (socket) => noteRequest(watch, socket.url()));
  return watch;
}

function noteMessage(watch: Watch, message: ConsoleMessage): void {
  if (message.type() !== "error" && message.type() !== "warning") return;
  const line = `${message.text()} (${message.location().url})`;
  if (/Content[- ]Security[- ]Policy/i.test(line)) watch.policyViolations.push(line);
  else if (message.type() === "error" && !ownNoise.some((pattern) => pattern.test(line))) {
    watch.consoleErrors.push(line);
  }
}

/** Errors that this build of VS Code writes by itself, with no extension installed: parts that it ships without. */
const ownNoise: readonly RegExp[] = [
  /Failed to load resource: .*404.*(favicon|vsda|\/update\/check)/,
  /^A bad HTTP response code \(404\) was received when fetching the script\. \(\)$/,
  /\[Service Worker\] registration TypeError.*_static\/out\/browser\/serviceWorker\.js/,
  /Could not locate the bindings file(.|\n)*spdlog\.node/,
  /Cannot find module '\.\/build\/Release\/watchdog'/,
  /Timed out waiting for authentication provider 'github' to register/,
];

/** What stays on this machine. A webview's files have an address of their own, which its service worker answers. */
const inside = [
  /^(blob|data|about):/,
  /^(https?|wss?):\/\/127\.0\.0\.1(:\d+)?\//,
  /^https:\/\/vscode-remote\+127-[\w-]+\.vscode-resource\.vscode-cdn\.net\//,
];

function noteRequest(watch: Watch, url: string): void {
  if (!inside.some((pattern) => pattern.test(url))) watch.outsideRequests.push(url);
}
