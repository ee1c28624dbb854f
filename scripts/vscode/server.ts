/** Starts the real VS Code that scripts/vscode/package.json installs, as a server on 127.0.0.1 for a browser. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export interface VSCodeServer {
  readonly origin: string;
  /** The address that opens a folder, and in it a file when one is named; both absolute paths. */
  url(folder: string, file?: string): string;
  /** What the server has printed, for when something goes wrong. */
  log(): string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** The project's root. */
  readonly root: string;
  /** A folder of its own for settings, state and logs; kept between starts by whoever passes the same one. */
  readonly data: string;
  /** The folder of installed extensions. */
  readonly extensions: string;
  /** Written once, into a data folder that has no settings yet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the Restricted Mode of an untrusted folder is on; off when left out. */
  readonly workspaceTrust?: boolean;
}

/** VS Code without anything that calls out, asks or distracts. */
const quietSettings = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "json.schemaDownload.enable": false,
  "npm.fetchOnlinePackageInfo": false,
  "typescript.disableAutomaticTypeAcquisition": true,
};

/** Resolves when the server answers; rejects with its log when it ends early or stays silent for 30 s. */
export async function startServer(options: ServerOptions): Promise<VSCodeServer> {
  const { root, data, extensions } = options;
  const port = await freePort();
  const token = randomBytes(16).toString("hex");
  prepareData(data, options.settings);
  mkdirSync(extensions, { recursive: true });

  // VS Code leaves sockets in its temporary folder, and a socket's path may have 107 characters at most.
  const temporary = mkdtempSync(path.join(tmpdir(), "soma-"));
  const child = spawn(
    vscodeNode(root),
    [
      path.join(root, "scripts/vscode/node_modules/code-server/lib/vscode/out/server-main.js"),
      ...["--host", "127.0.0.1", "--port", String(port), "--connection-token", token],
      ...["--accept-server-license-terms", "--telemetry-level", "off"],
      ...["--server-data-dir", path.join(data, "server"), "--extensions-dir", extensions],
      ...(options.workspaceTrust === true ? [] : ["--disable-workspace-trust"]),
    ],
    {
      cwd: data,
      env: serverEnvironment(data, temporary),
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    },
  );

  const running = follow(child);
  const stop = async (): Promise<void> => {
    await end(child, running);
    rmSync(temporary, { recursive: true, force: true });
  };
  process.once("exit", () => kill(child, "SIGKILL"));

  const origin = `http://127.0.0.1:${port}`;
  const deadlineMs = performance.now() + 30_000;
  while (!(await answers(`${origin}/version`))) {
    if (running.ended !== undefined || performance.now() > deadlineMs) {
      await stop();
      throw new Error(`${running.ended ?? "VS Code did not answer within 30 s"}\n${running.log}`);
    }
    await pause(50);
  }

  return {
    origin,
    stop,
    log: () => running.log,
    url: (folder, file) => {
      const remote = (place: string): string => `vscode-remote://127.0.0.1:${port}${place}`;
      const payload = [["skipWelcome", "true"], ...(file === undefined ? [] : [["openFile", remote(file)]])];
      return `${origin}/?${new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(payload) })}`;
    },
  };
}

function prepareData(data: string, settings: Readonly<Record<string, unknown>> = {}): void {
  const user = path.join(data, "server/data/User");
  mkdirSync(user, { recursive: true });
  mkdirSync(path.join(data, "home"), { recursive: true });
  const file = path.join(user, "settings.json");
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
}

/** VS Code's server needs a newer Node than we do, so one comes with it where npm carries it. */
export function vscodeNode(root: string): string {
  const program = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const platform = process.platform === "win32" ? "win" : process.platform;
  const own = path.join(root, "scripts/vscode/node_modules", `node-${platform}-${process.arch}`, program);
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return process.execPath;
  throw new Error(
    `VS Code's server needs Node 22.15 or newer on this platform; this is Node ${process.versions.node}.`,
  );
}

function serverEnvironment(data: string, temporary: string): NodeJS.ProcessEnv {
  const ours = /^(VSCODE_|npm_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|ELECTRON_|XDG_)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  return { ...env, TMPDIR: temporary, HOME: path.join(data, "home"), EXTENSIONS_GALLERY: "{}" };
}

interface Running {
  log: string;
  /** How the process ended, once it has. */
  ended: string | undefined;
}

function follow(child: ChildProcess): Running {
  const running: Running = { log: "", ended: undefined };
  const add = (chunk: Buffer): void => {
    running.log = (running.log + chunk.toString()).slice(-200_000);
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  child.on("error", (error) => {
    running.ended = `VS Code could not be started: ${error.message}`;
  });
  child.on("exit", (code, signal) => {
    running.ended = `VS Code ended: ${signal ?? `exit code ${code}`}`;
  });
  return running;
}

/** Asks the server and everything it started to end, and after three seconds makes them. */
async function end(child: ChildProcess, running: Running): Promise<void> {
  kill(child, "SIGTERM");
  for (let waited = 0; waited < 60 && running.ended === undefined; waited++) await pause(50);
  kill(child, "SIGKILL");
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended already, which is what we want.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no port could be had"));
        else resolve(address.port);
      });
    });
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
