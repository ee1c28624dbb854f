/** Opens a .soma file: its text, what the checker says, and a reader for the data files that it names. */
import { realpathSync } from "node:fs";
import path from "node:path";
import { decodeText } from "../data/decode-text.ts";
import { type DataProblem, type FileReader, isProblem } from "../data/define.ts";
import { type CheckedFile, checkFile, importsOf, type OpenSource, parse } from "../language/index.ts";
import { dataFileReader, workspaceOf } from "./data-files.ts";
import { readRegularFile } from "./read-file.ts";

const MOST_SOURCE_BYTES = 5 * 2 ** 20;

export interface OpenedSource {
  /** As the caller wrote it. */
  readonly path: string;
  readonly checked: CheckedFile;
  readonly files: FileReader;
}

export function openSource(file: string): OpenedSource | DataProblem {
  const bytes = readRegularFile(file, file, MOST_SOURCE_BYTES);
  if (isProblem(bytes)) return bytes;
  const text = decodeText(bytes);
  if (isProblem(text)) return { ...text, problem: `${file}: ${text.problem}` };
  const own = realpathSync(file);
  const workspace = workspaceOf(own, process.cwd());
  const files = dataFileReader(own, workspace);
  const source = parse(text);
  const imports = importsOf(source, { file: own, open: sourceReader(workspace) });
  return { path: file, checked: checkFile(source, text, { files, file: own, imports }), files };
}

/** Opens what a file imports from, called by its real path; nothing outside the workspace. */
function sourceReader(workspace: string): OpenSource {
  return (from, wanted) => {
    const bytes = dataFileReader(from, workspace)(wanted);
    if (bytes === undefined) return undefined;
    if (isProblem(bytes)) return { ...bytes, problem: bytes.problem.replace(/\.$/, "") };
    const text = decodeText(bytes);
    if (isProblem(text)) return { ...text, problem: `"${wanted}": ${text.problem.replace(/\.$/, "")}` };
    return { file: realpathSync(path.join(path.dirname(from), wanted)), text };
  };
}
