/** Reads files for the command line: regular ones only, of bounded size, with every failure in plain words. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DataProblem } from "../data/define.ts";
import { nearestName } from "../data/nearest-name.ts";

/** The bytes of a regular file of at most `mostBytes`, or what is in the way. `shown` is the path as its author wrote it. */
export function readRegularFile(file: string, shown: string, mostBytes: number): Uint8Array | DataProblem {
  let handle: number | undefined;
  try {
    // A pipe or a device would block the read for ever: do not wait for a writer, and look before reading.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(handle);
    if (found.isDirectory()) return { problem: `${shown} is a folder.`, advice: "Name a file in it." };
    if (!found.isFile()) {
      return { problem: `${shown} is not a regular file.`, advice: "Copy its content into one." };
    }
    if (found.size > mostBytes) {
      const most = writeBytes(mostBytes);
      return {
        problem: `${shown} has ${writeBytes(found.size)}; at most ${most} are read.`,
        advice: "Make it smaller.",
      };
    }
    return readFileSync(handle);
  } catch (error) {
    return explain(error as NodeJS.ErrnoException, file, shown);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** What an error of the file system means, and what to do. */
export function explain(error: NodeJS.ErrnoException, file: string, shown: string): DataProblem {
  switch (error.code) {
    case "ENOENT":
      return { problem: `${shown} does not exist.`, advice: adviseName(file) };
    case "ENOTDIR":
      return {
        problem: `${shown} does not exist: a part of its path is no folder.`,
        advice: "Check the path.",
      };
    case "EISDIR":
      return { problem: `${shown} is a folder.`, advice: "Name a file in it." };
    case "EACCES":
    case "EPERM":
      return { problem: `${shown} may not be read (${error.code}).`, advice: "Change its permissions." };
    case "ELOOP":
      return { problem: `${shown} leads round in a circle of links.`, advice: "Mend the links." };
    case "ENXIO":
    case "ENODEV":
      return { problem: `${shown} is not a regular file.`, advice: "Copy its content into one." };
    case "ENAMETOOLONG":
      return { problem: "The path is too long for this system.", advice: "Give the file a shorter name." };
    default:
      return { problem: `${shown} cannot be read (${error.code ?? error.message}).`, advice: "Try again." };
  }
}

function adviseName(file: string): string {
  const meant = nearestName(path.basename(file), listFolder(path.dirname(file)));
  return meant === undefined ? "Check the path." : `Did you mean ${meant}?`;
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function writeBytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
