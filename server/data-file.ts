/** Reads a data file that a source names, from disk: only regular files inside the folder the author works in. */
import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { DataProblem } from "../data/define.ts";
import { checkDataPath } from "../data/path.ts";

/** The most bytes of a data file that are looked at while typing. */
const READ_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * The bytes of `name`, relative to the document, or what is in the way.
 * `folders` are the open workspace folders; without one that holds the document, its own folder is the limit.
 */
export async function readDataFile(
  documentUri: string,
  name: string,
  folders: readonly string[],
): Promise<Uint8Array | DataProblem> {
  if (!documentUri.startsWith("file:"))
    return { problem: `"${name}" cannot be read before this file is saved`, advice: "Save the file first." };
  try {
    const documentFolder = path.dirname(fileURLToPath(documentUri));
    const root = await enclosingFolder(documentFolder, folders);
    const depth = path
      .relative(root, await realpath(documentFolder))
      .split(path.sep)
      .filter(Boolean).length;
    const refused = checkDataPath(name, depth);
    if (refused) return refused;
    const real = await realpath(path.join(documentFolder, name));
    if (!isInside(root, real))
      return {
        problem: `"${name}" leads out of the workspace`,
        advice: "Copy the file into the folder of this project.",
      };
    return await readRegularFile(real, name);
  } catch (error) {
    return {
      problem: `"${name}" cannot be read: ${reason(error)}`,
      advice: "Check the path; it is relative to this file.",
    };
  }
}

async function enclosingFolder(documentFolder: string, folders: readonly string[]): Promise<string> {
  const document = await realpath(documentFolder);
  for (const uri of folders) {
    if (!uri.startsWith("file:")) continue;
    const folder = await realpath(fileURLToPath(uri));
    if (isInside(folder, document)) return folder;
  }
  return document;
}

/** True for the folder itself and what lies below it; "/ws-evil" is not inside "/ws". */
function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  const isAbove = relative === ".." || relative.startsWith(`..${path.sep}`);
  return !isAbove && !path.isAbsolute(relative);
}

async function readRegularFile(file: string, name: string): Promise<Uint8Array | DataProblem> {
  // A pipe or a device would block the read for ever: do not wait for a writer, and look before reading.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = await handle.stat().then((stat) => (stat.isFile() ? stat : { size: undefined }));
    if (size === undefined)
      return { problem: `"${name}" is not a regular file`, advice: "Name a data file." };
    if (size > READ_LIMIT_BYTES)
      return {
        problem: `"${name}" has ${size} bytes; more than ${READ_LIMIT_BYTES} are not checked while typing`,
        advice: "Training reads it whole; nothing needs to change.",
      };
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EISDIR":
      return "it is a folder";
    case "ELOOP":
      return "its links go round in a circle";
    default:
      return code ?? String(error);
  }
}
