/** Which paths a source may name: relative ones that stay inside the workspace, on every system alike. */
import type { DataProblem } from "./define.ts";

const LONGEST_PATH = 1000;
const inside =
  'Put the file beside the .soma file or below it, and write its path from there: "data/iris.csv".';

/**
 * Whether a path as written in a source may be handed to a host at all; `undefined` if it may. `depth` is the number of
 * folders between the workspace's root and the source file, which is how often `..` may go up.
 * Hosts must still resolve symbolic links and refuse what is not a regular file.
 */
export function checkDataPath(path: string, depth = 0): DataProblem | undefined {
  const refusal = refuseForm(path) ?? refuseSegments(path, depth);
  return refusal === undefined ? undefined : { ...refusal, attribute: "file" };
}

function refuseForm(path: string): DataProblem | undefined {
  if (path.trim() === "") return { problem: "The path is empty.", advice: inside };
  if (path.length > LONGEST_PATH) {
    return {
      problem: `The path has ${path.length} characters; at most ${LONGEST_PATH} are allowed.`,
      advice: inside,
    };
  }
  const control = [...path].findIndex(isControl);
  if (control >= 0) {
    return { problem: `The path holds a control character at place ${control + 1}.`, advice: "Delete it." };
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) {
    return {
      problem: `"${path}" is an address; Soma reads files only.`,
      advice: `Download it first. ${inside}`,
    };
  }
  if (/^[a-z]:/i.test(path)) {
    return { problem: `"${path}" starts with a drive letter.`, advice: inside };
  }
  if (/^[\\/]{2}/.test(path)) {
    return { problem: `"${path}" is the path of a network share.`, advice: inside };
  }
  if (/^[\\/]/.test(path)) {
    return {
      problem: `"${path}" is an absolute path; it would be different on every machine.`,
      advice: inside,
    };
  }
  if (path.startsWith("~")) {
    return { problem: `"${path}" points into a home folder.`, advice: inside };
  }
  if (path.includes("\\")) {
    const slashed = path.replaceAll("\\", "/");
    return {
      problem: `"${path}" is written with backslashes.`,
      advice: `Write "${slashed}": it works on every system.`,
    };
  }
  return undefined;
}

function refuseSegments(path: string, depth: number): DataProblem | undefined {
  let level = depth;
  for (const segment of path.split("/")) {
    if (segment === "..") level--;
    else if (segment !== "" && segment !== ".") level++;
    if (level < 0) return { problem: `"${path}" leads out of the workspace.`, advice: inside };
    if (/^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i.test(segment)) {
      return {
        problem: `"${segment}" is the name of a device on Windows.`,
        advice: "Give the file another name.",
      };
    }
  }
  if (path.endsWith("/")) return { problem: `"${path}" is a folder.`, advice: "Name a file in it." };
  return undefined;
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 || (code >= 127 && code < 160);
}
