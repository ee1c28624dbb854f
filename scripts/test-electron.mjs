/** Runs test/electron inside the desktop VS Code: `npm run test:electron`, for machines that reach its downloads. */
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const tests = path.resolve("out/test/electron.cjs");
const workspace = path.resolve("out/electron/workspace");

/** @type {string} */
let program;
try {
  program = await downloadAndUnzipVSCode({ timeout: 30_000 });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    `The desktop VS Code could not be downloaded from update.code.visualstudio.com (${reason}).\n` +
      "Nothing was tested. Run this where that address can be reached; `npm test` covers a real VS Code without it.",
  );
  process.exit(1);
}

await build({
  entryPoints: ["test/electron/suite.ts"],
  outfile: tests,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
});
rmSync(workspace, { recursive: true, force: true });
cpSync("examples", workspace, { recursive: true });
process.exitCode = await runTests({
  vscodeExecutablePath: program,
  extensionDevelopmentPath: process.cwd(),
  extensionTestsPath: tests,
  launchArgs: [workspace, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
});
