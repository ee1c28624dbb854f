/** `npm run golden -- DIR`: checks every golden case of a folder and says what passed, what failed and what is not known yet. */
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import { interpret } from "../../engine/graph/interpret.ts";
import { compiled } from "../engine/compiled.ts";
import { readCases } from "./case.ts";
import { checkCases, type Summary } from "./check.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(path.join(folder, "index.json"))) {
  const found = folder === undefined ? "" : ` ${folder} has no index.json.`;
  console.error(`Say which folder of golden cases to check: npm run golden -- DIR.${found}`);
  process.exit(2);
}

const engines: Readonly<Record<string, MakeExecutable>> = { interpreted: interpret, compiled };
const cases = readCases(folder);
let isFine = cases.length > 0;
for (const [engine, make] of Object.entries(engines)) {
  const summary = await checkCases(cases, make);
  print(engine, summary);
  isFine &&= summary.failed.length === 0 && summary.passed.length > 0;
}
process.exit(isFine ? 0 : 1);

function print(engine: string, { passed, failed, unknown }: Summary): void {
  for (const { id, problems } of failed) console.log(`✗ ${id}\n  ${problems.join("\n  ")}`);
  const names = [...new Set(unknown.map(({ what }) => what))].sort().join(", ");
  const ran = passed.length + failed.length;
  console.log(
    `${engine}: ran ${ran}, passed ${passed.length}, failed ${failed.length}, unknown ${unknown.length} (ops: ${names})`,
  );
}
