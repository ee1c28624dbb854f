/** Checks a file: every declaration on its own, remembering what the next check may reuse, then everything put in its place. */
import type { FileReader } from "../../data/define.ts";
import type { SourceFile } from "../syntax/tree.ts";
import type { CheckedFile } from "./result.ts";
export interface CheckOptions {
  /** Hands in data files by their path in the source. */
  readonly files: FileReader;
  /** The last check of an earlier version of the same file. */
  readonly previous?: CheckedFile;
}
/** Pure: no file, clock or random number is read but through `files`, and the author's mistakes are diagnostics. */
export declare function checkFile(source: SourceFile, text: string, options: CheckOptions): CheckedFile;
