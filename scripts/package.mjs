/** Makes the VSIX: `npm run package`. What goes in is the list `files` of package.json; more than 2 MB is an error. */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureModules } from "./ensure.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const budgetBytes = 2_000_000;

await ensureModules();
node("scripts/generate.mjs", "--check");
node("scripts/build.mjs", "--release", "--sizes");

const { name, version } = JSON.parse(readFileSync("package.json", "utf8"));
const vsix = `${name}-${version}.vsix`;
const { createVSIX } = await import("@vscode/vsce");
// The bundles hold every dependency, and links in the README stay relative: they work without a network.
await createVSIX({
  packagePath: vsix,
  dependencies: false,
  rewriteRelativeLinks: false,
  allowMissingRepository: true,
});

const { size } = statSync(vsix);
console.log(`${vsix}: ${(size / 1e6).toFixed(2)} MB of ${(budgetBytes / 1e6).toFixed(0)} MB`);
if (size > budgetBytes) process.exitCode = 1;

/** @param {...string} args */
function node(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
}
