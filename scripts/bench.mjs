/** Measures: `npm run bench [-- NAMES…]`. Installs the peers of bench/package.json first, which nothing else needs. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureModules, ensurePeers, ensureVSCode } from "./ensure.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

await ensureModules();
await ensurePeers();
await ensureVSCode();
for (const command of [
  ["scripts/build.mjs", "--release"],
  ["scripts/run.mjs", "bench/main.ts", ...process.argv.slice(2)],
]) {
  const env = { ...process.env, SOMA_BUNDLES: "dist" };
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}
