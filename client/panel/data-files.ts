/** Reads an experiment's data files for the panel: only regular files inside the workspace folder of the text. */
import { realpath } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { FileContent, Files } from "../../protocol/experiment.ts";

const LARGEST_FILE_BYTES = 256 << 20;
const INSIDE = "Put the file into the workspace folder and write its path from the .soma file.";

/** Every path answered: with bytes, or with what stands in the way. */
export async function readDataFiles(document: vscode.Uri, paths: readonly string[]): Promise<Files> {
  const contents = await Promise.all(paths.map((file) => readDataFile(document, file)));
  return Object.fromEntries(paths.map((file, index) => [file, contents[index] ?? unreadable(file)]));
}

async function readDataFile(document: vscode.Uri, file: string): Promise<FileContent> {
  if (/^([\\/~]|[a-z][a-z0-9+.-]*:)/i.test(file) || file.includes("\\"))
    return { problem: `"${file}" is not a path relative to the .soma file.`, advice: INSIDE };
  const uri = vscode.Uri.joinPath(document, "..", file);
  try {
    if (!(await isInside(root(document), uri)))
      return { problem: `"${file}" lies outside the workspace folder.`, advice: INSIDE };
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0)
      return { problem: `"${file}" is not a regular file.`, advice: "Name a data file." };
    if (size > LARGEST_FILE_BYTES)
      return {
        problem: `"${file}" has ${size.toLocaleString("en-US")} bytes; at most ${LARGEST_FILE_BYTES.toLocaleString("en-US")} are read.`,
        advice: "Use a part of it.",
      };
    // A plain array of its own: what comes is a Buffer, which does not survive the way to the page.
    return new Uint8Array(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    return unreadable(file, error);
  }
}

function unreadable(file: string, error?: unknown): FileContent {
  const code = error instanceof vscode.FileSystemError ? error.code : undefined;
  if (code === "FileNotFound" || (error instanceof Error && "code" in error && error.code === "ENOENT"))
    return { problem: `There is no file "${file}".`, advice: "Check its name, and where it lies." };
  if (code === "NoPermissions")
    return { problem: `"${file}" may not be read.`, advice: "Check the file's permissions." };
  const reason = error instanceof Error ? `: ${error.message}` : ".";
  return { problem: `"${file}" could not be read${reason}`, advice: "Check that it can be opened." };
}

/** The workspace folder that the text lies in, or its own folder where there is none. */
const root = (document: vscode.Uri): vscode.Uri =>
  vscode.workspace.getWorkspaceFolder(document)?.uri ?? vscode.Uri.joinPath(document, "..");

/** Symbolic links are followed first, where there are any. */
async function isInside(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  if (folder.scheme !== file.scheme || folder.authority !== file.authority) return false;
  if (folder.scheme !== "file") return isBelow(path.posix, folder.path, file.path);
  return isBelow(path, await realpath(folder.fsPath), await realpath(file.fsPath));
}

function isBelow(paths: typeof path.posix, folder: string, file: string): boolean {
  const relative = paths.relative(folder, file);
  return (
    relative !== "" &&
    relative !== ".." &&
    !relative.startsWith(`..${paths.sep}`) &&
    !paths.isAbsolute(relative)
  );
}
