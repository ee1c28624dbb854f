/**
 * Makes a fresh machine ready: the project's packages, a VS Code, a browser. Needs nothing but Node and npm, installs
 * only what is missing or out of date, and says what it is doing.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "./find-chromium.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const vscodePackage = path.join(root, "scripts/vscode");

/** Installs the project's own packages when they differ from the lock file. */
export async function ensureModules() {
  refuseOldNode();
  if (isInstalled(root)) return;
  await step("Installing the project's packages", () => npm(root, "ci", "--include=dev"));
}

/** Installs the packages of bench/ when they differ from its lock file. */
export async function ensurePeers() {
  const bench = path.join(root, "bench");
  if (isInstalled(bench)) return;
  await step("Installing the peers to measure against", () => npm(bench, "ci"));
}

/** Installs a real VS Code, about 500 MB, when it is missing or another version is wanted. */
export async function ensureVSCode() {
  const wanted = readFileSync(path.join(vscodePackage, "package-lock.json"), "utf8");
  const stamp = path.join(vscodePackage, "node_modules/.complete");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;

  const inside = path.join(vscodePackage, "node_modules/code-server/lib/vscode");
  // `npm ci` refuses code-server's own shrinkwrap, hence `npm install` for its two inner folders.
  const install = ["install", "--omit=dev", "--no-save"];
  await step("Installing VS Code, 1 of 3", () => npm(vscodePackage, "ci"));
  await step("Installing VS Code, 2 of 3", () => npm(inside, ...install));
  await step("Installing VS Code, 3 of 3", () => npm(path.join(inside, "extensions"), ...install));
  for (const unused of unusedParts) rmSync(path.join(inside, unused), { recursive: true, force: true });
  writeFileSync(stamp, wanted);
}

/** About 280 MB of assistants and of binaries for other platforms that nothing here starts. */
const unusedParts = [
  "node_modules/@github",
  "node_modules/@koromix",
  "node_modules/@microsoft/mxc-sdk",
  "extensions/copilot",
  "extensions/mermaid-markdown-features",
];

/**
 * The browser to drive: one that is installed, else the distribution's where we may install it; undefined when there
 * is none. Where the environment names a CHROMIUM, nothing is put in its place.
 *
 * @returns {Promise<string | undefined>}
 */
export async function ensureChromium() {
  const found = findChromium();
  const mayInstall = !process.env.CHROMIUM && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
  if (found !== undefined || !mayInstall) return found;
  try {
    await step("Installing Chromium from the distribution", async () => {
      await apt("update", "-qq");
      await apt("install", "-y", "-qq", "chromium");
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return findChromium();
}

function refuseOldNode() {
  if (Number.parseInt(process.versions.node, 10) >= 20) return;
  console.error(`Soma needs Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Whether every package of the lock file that this platform needs is there in the locked version.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
  const installedFile = path.join(folder, "node_modules/.package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(path.join(folder, "package-lock.json"));
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
    if (place === "") return true;
    const there = installed[place];
    return there === undefined ? optional === true || devOptional === true : there.version === version;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>}
 */
const packagesOf = (lockFile) => JSON.parse(readFileSync(lockFile, "utf8")).packages;

/**
 * @param {string} cwd
 * @param {...string} args
 */
function npm(cwd, ...args) {
  const env = { ...process.env };
  // What an outer `npm run` was told (omit, prefix, production) must not leak into this installation.
  const leaking =
    /^npm_(config_(?!cache|cafile|registry|userconfig|globalconfig|https?_proxy|proxy|noproxy)|package|lifecycle)/i;
  for (const name of Object.keys(env)) if (leaking.test(name)) delete env[name];
  return finished("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    env,
  });
}

/** @param {...string} args */
function apt(...args) {
  return finished("apt-get", args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}

/**
 * Runs a program to its end with its output shown and no input; rejects when it fails.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv }} options
 */
function finished(program, args, options) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === "win32";
    const child = spawn(program, args, { ...options, shell, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`\`${program} ${args.join(" ")}\` failed (${signal ?? `exit code ${code}`}).`));
    });
  });
}

/**
 * Runs a long step between a line that announces it and one that says how long it took, with a sign of life between.
 *
 * @param {string} title
 * @param {() => Promise<unknown>} work
 */
async function step(title, work) {
  console.log(`${title} …`);
  const startedMs = performance.now();
  const seconds = () => Math.round((performance.now() - startedMs) / 1000);
  const heartbeat = setInterval(() => console.log(`${title}: ${seconds()} s so far`), 15_000);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
  }
  console.log(`${title}: done in ${seconds()} s`);
}
