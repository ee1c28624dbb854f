/**
 * Writes the files that are made from the registries: `node scripts/generate.mjs [--check]`.
 * With --check nothing is changed, and a file that is out of date is an error.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const pages = ["README", "language", "layers", "activations", "training", "data", "diagnostics"];

/** Which program writes which files. */
const generated = [
  { by: "scripts/grammar.ts", files: ["syntaxes/soma.tmLanguage.json"] },
  { by: "scripts/standard-sources.ts", files: ["language/standard-sources.ts"] },
  { by: "scripts/reference.ts", files: pages.map((page) => `docs/reference/${page}.md`) },
];

const check = process.argv.includes("--check");
for (const { by, files } of generated) {
  const before = files.map((file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined));
  const { status } = spawnSync(process.execPath, ["scripts/run.mjs", by], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
  if (!check) continue;
  for (const [index, file] of files.entries()) compare(file, before[index]);
}

/**
 * Puts back what stood in the file before, and says so if that was something else.
 *
 * @param {string} file
 * @param {string | undefined} before
 */
function compare(file, before) {
  if (readFileSync(file, "utf8") === before) return;
  if (before === undefined) rmSync(file);
  else writeFileSync(file, before);
  console.error(`${file} is out of date. Run \`npm run generate\` and commit it.`);
  process.exitCode = 1;
}
