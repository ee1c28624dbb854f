/** Hands in the data files that a source names: from beside it, never from outside the workspace. */
import { realpathSync } from "node:fs";
import path from "node:path";
import type { DataProblem, FileReader } from "../data/define.ts";
import { checkDataPath } from "../data/path.ts";
import { explain, readRegularFile } from "./read-file.ts";

const MOST_DATA_BYTES = 256 * 2 ** 20;

/**
 * Paths are relative to the source file; links are followed before it is decided whether they stay in the workspace.
 * Every file is read once.
 */
export function dataFileReader(sourceFile: string, workingFolder: string): FileReader {
  const folder = realpathSync(path.dirname(sourceFile));
  const root = workspaceOf(sourceFile, workingFolder);
  const depth = path.relative(root, folder).split(path.sep).filter(Boolean).length;
  const known = new Map<string, Uint8Array | DataProblem>();
  return (name) => {
    const read = known.get(name) ?? readDataFile(name, folder, root, depth);
    known.set(name, read);
    return read;
  };
}

/** The working directory if the source lies in it, else the source's own folder. */
export function workspaceOf(sourceFile: string, workingFolder: string): string {
  const folder = realpathSync(path.dirname(sourceFile));
  const working = realpathSync(workingFolder);
  return isInside(working, folder) ? working : folder;
}

function readDataFile(name: string, folder: string, root: string, depth: number): Uint8Array | DataProblem {
  const refused = checkDataPath(name, depth);
  if (refused !== undefined) return refused;
  const wanted = path.join(folder, name);
  try {
    const real = realpathSync(wanted);
    if (!isInside(root, real)) {
      const advice = "Copy the file itself into the folder of the .soma file.";
      return { problem: `"${name}" is a link that leads out of the workspace.`, advice, attribute: "file" };
    }
    return readRegularFile(real, `"${name}"`, MOST_DATA_BYTES);
  } catch (error) {
    return { ...explain(error as NodeJS.ErrnoException, wanted, `"${name}"`), attribute: "file" };
  }
}

/** True for the folder itself and what lies below it; "/ws-evil" is not inside "/ws". */
function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way === "" || !(way === ".." || way.startsWith(`..${path.sep}`) || path.isAbsolute(way));
}
