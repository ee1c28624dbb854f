/**
 * Writes the files that are made from the registries: `node scripts/generate.mjs [--check]`.
 * With --check nothing is changed, and a file that is out of date is an error.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** Which program writes which file. */
const generated = [
  { by: "scripts/grammar.ts", file: "syntaxes/soma.tmLanguage.json" },
  { by: "scripts/standard-sources.ts", file: "language/standard-sources.ts" },
];

const check = process.argv.includes("--check");
for (const { by, file } of generated) {
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const { status } = spawnSync(process.execPath, ["scripts/run.mjs", by], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
  if (!check || readFileSync(file, "utf8") === before) continue;
  if (before === undefined) rmSync(file);
  else writeFileSync(file, before);
  console.error(`${file} is out of date. Run \`npm run generate\` and commit it.`);
  process.exitCode = 1;
}
