/** Serves the panel to a plain browser: the bundles with the extension's own page and policy, and a stand-in for the extension. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { panelPage } from "../../client/panel/page.ts";
import type { Experiment } from "../../network/experiment.ts";
import { bundlePath } from "../bundles.ts";
import { type ThemeName, themes } from "./themes.ts";

export interface PanelServer {
  readonly address: string;
  close(): void;
}

export interface Served {
  readonly experiment: Experiment;
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly theme?: ThemeName;
  readonly train?: boolean;
}

const NONCE = "test";

export async function servePanel({
  experiment,
  files = {},
  theme = "dark",
  train = false,
}: Served): Promise<PanelServer> {
  const bundle = (name: string): string => readFileSync(bundlePath(name), "utf8");
  const page = panelPage({ source: "'self'", nonce: NONCE, script: "/panel.js", style: "/panel.css" })
    .replace("<body>", `<body class="${themes[theme].bodyClass}">`)
    .replace(
      "<script",
      `<link rel="stylesheet" href="/theme.css"><script nonce="${NONCE}" src="/host.js"></script>\n<script`,
    );
  const bytes = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, [...content]]));
  const given = JSON.stringify({ experiment, files: bytes, train, worker: bundle("worker.js") });
  const answers: Readonly<Record<string, readonly [type: string, body: string]>> = {
    "/": ["text/html", page],
    "/panel.js": ["text/javascript", bundle("panel.js")],
    "/panel.css": ["text/css", bundle("panel.css")],
    "/theme.css": ["text/css", themeSheet(theme)],
    "/host.js": ["text/javascript", `(${host})(${given})`],
  };
  const server = createServer(({ url = "" }, response) => {
    const [type, body] = answers[url] ?? ["text/plain", undefined];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": `${type}; charset=utf-8` });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

function themeSheet(name: ThemeName): string {
  const lines = Object.entries(themes[name].variables).map(([key, value]) => `--vscode-${key}: ${value};`);
  return `:root { ${lines.join(" ")} }`;
}

interface Given {
  readonly experiment: Experiment;
  readonly files: Readonly<Record<string, readonly number[]>>;
  readonly train: boolean;
  readonly worker: string;
}

/** Runs in the page, before the panel: answers it as the extension does and writes down what it says. */
function host(given: Given): void {
  const sent: { type: string; train?: boolean }[] = [];
  const place = { uri: "file:///example.soma", name: given.experiment.name };
  const files = Object.fromEntries(
    Object.entries(given.files).map(([name, bytes]) => [name, Uint8Array.from(bytes)]),
  );
  const post = (data: unknown): boolean => window.dispatchEvent(new MessageEvent("message", { data }));
  const open = (train: boolean): boolean =>
    post({ type: "open", place, experiment: given.experiment, files, train });
  const api = {
    postMessage(message: { type: string; train?: boolean }) {
      sent.push(message);
      if (message.type === "ready") {
        post({ type: "engine", source: given.worker });
        open(given.train);
      }
      if (message.type === "reopen") open(message.train ?? false);
    },
    getState: () => JSON.parse(sessionStorage.getItem("kept") ?? "null") ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem("kept", JSON.stringify(state)),
  };
  Object.assign(window, { acquireVsCodeApi: () => api, somaSent: sent, somaPost: post });
}
