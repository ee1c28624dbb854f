/** Finds the Soma files of the open folders on disk. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** More files than this are not looked for: a folder with more is no folder of networks. */
const mostFiles = 2000;
const mostFolders = 5000;

/** Their addresses, folder by folder in the order of their names. Links are not followed; hidden folders and packages are left out. */
export async function listSources(folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const left = folders.filter((uri) => uri.startsWith("file:")).map((uri) => fileURLToPath(uri));
  for (let seen = 0; left.length > 0 && seen < mostFolders && found.length < mostFiles; seen++) {
    const folder = left.shift() ?? "";
    // A folder that is gone or locked holds nothing to report about.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(folder, entry.name);
      if (entry.isFile() && entry.name.endsWith(".soma")) found.push(pathToFileURL(file).href);
      if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
        left.push(file);
    }
  }
  return found.slice(0, mostFiles);
}
