/** Runs a TypeScript file: `node scripts/run.mjs FILE.ts [ARGUMENTS…]`, bundled first because Node 20 reads no types. */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error("Say which file to run: node scripts/run.mjs FILE.ts [ARGUMENTS…]");
  process.exit(2);
}

const outfile = path.join("out/run", file.replace(/\.ts$/, `-${process.pid}.mjs`));
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
}).catch(() => process.exit(1)); // esbuild has printed what is wrong by the time it rejects.

const child = spawn(process.execPath, ["--enable-source-maps", outfile, ...args], { stdio: "inherit" });
// Ctrl+C reaches the child too; this process waits for it, so that it can end what it started.
process.on("SIGINT", () => child.kill("SIGINT"));
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => {
  rmSync(outfile);
  process.exit(code ?? 1);
});
