/** Opens a .soma file: its text, what the checker says, and a reader for the data files that it names. */
import path from "node:path";
import { decodeText } from "../data/decode-text.ts";
import { type DataProblem, type FileReader, isProblem } from "../data/define.ts";
import { type CheckedFile, checkText } from "../language/index.ts";
import { dataFileReader } from "./data-files.ts";
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
  const files = dataFileReader(path.resolve(file), process.cwd());
  return { path: file, checked: checkText(text, { files }), files };
}
