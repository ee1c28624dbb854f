/** Writes the texts of `std/*.soma` as a table, so that every host has them without reading files. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const names = readdirSync("std").filter((name) => name.endsWith(".soma"));
const rows = names.sort().map((name) => {
  const path = `std/${name.slice(0, -".soma".length)}`;
  return `  [\n    ${JSON.stringify(path)},\n    ${JSON.stringify(readFileSync(`std/${name}`, "utf8"))},\n  ],`;
});
const text = [
  "/** What Soma brings along to import from, written by scripts/standard-sources.ts from std/*.soma: path → text. */",
  "export const standardSources: ReadonlyMap<string, string> = new Map([",
  ...rows,
  "]);",
  "",
];
writeFileSync("language/standard-sources.ts", text.join("\n"));
