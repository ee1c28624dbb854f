/** Quick fixes that help: each candidate is applied to the text, and the text checked again, before it is offered. */
import type { FileReader } from "../../data/define.ts";
import type { Diagnostic, Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import { type Edit } from "../syntax/parser.ts";
import type { CheckedFile } from "./result.ts";
/** Those repairs of a diagnostic that remove it and add no error. */
export declare function fixesFor(
  checked: CheckedFile,
  diagnostic: Diagnostic,
  files: FileReader,
): readonly Fix[];
/** The text with all edits made at once, and the one edit that covers them. */
export declare function applyEdits(
  text: string,
  edits: readonly TextEdit[],
): {
  readonly text: string;
  readonly edit: Edit;
};
