/**
 * Tries Soma on a fresh machine: installs what is missing, builds, and opens VS Code with examples/ in the browser.
 * With --desktop it opens the installed desktop VS Code instead.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureModules, ensureVSCode } from "./ensure.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const desktop = process.argv.includes("--desktop");

await ensureModules();
if (!desktop) await ensureVSCode();
node("scripts/build.mjs", "--release");
if (desktop) openDesktop();
else node("scripts/run.mjs", "scripts/serve.ts");

/** @param {...string} args */
function node(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function openDesktop() {
  const shell = process.platform === "win32";
  const args = [`--extensionDevelopmentPath=${process.cwd()}`, "examples"];
  const { error, status } = spawnSync("code", args, { stdio: "inherit", shell });
  if (error === undefined && status === 0) return;
  console.error(
    "There is no `code` on the PATH, so the desktop VS Code could not be opened. In VS Code, run " +
      "\"Shell Command: Install 'code' command in PATH\" from the palette, or use `npm start` for the browser.",
  );
  process.exit(1);
}
