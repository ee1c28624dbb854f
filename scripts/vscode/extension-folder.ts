/** Puts the built extension into VS Code's folder of extensions, with the files that ship and no others. */
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  /** What ships besides the manifest: the list that the VSIX is made from too. */
  readonly files: readonly string[];
}

/**
 * Copies the extension from `root` into `extensions` as `publisher.name-version` and returns its folder.
 * `bundles` is the folder that `scripts/build.mjs` wrote to; it becomes the copy's `dist`.
 */
export function installExtension(root: string, extensions: string, bundles: string): string {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
  const folder = path.join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", ...manifest.files]) {
    const from = name === "dist" ? bundles : path.join(root, name);
    if (existsSync(from)) cpSync(from, path.join(folder, name), { recursive: true });
  }
  return folder;
}
