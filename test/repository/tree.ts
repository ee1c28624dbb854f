/** The repository's own files, for the tests that look at them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const notOurs = new Set(["node_modules", "out", "dist", ".git", ".vscode-data", ".vscode-test"]);

/** Every file that belongs to the repository, relative to its root, in order. */
export function files(folder = "."): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      return entry.isDirectory() ? files(file) : [file];
    })
    .sort();
}

/** The files that people write programs in. */
export function sources(): readonly string[] {
  return files().filter((file) => /\.(ts|tsx|mjs)$/.test(file));
}

export function read(file: string): string {
  return readFileSync(file, "utf8");
}

/** A JSON file as whatever the caller says it holds. */
export function readJson<T>(file: string): T {
  return JSON.parse(read(file)) as T;
}
