/** Quick fixes that help: each candidate is applied to the text, and the text checked again, before it is offered. */
import type { FileReader } from "../../data/define.ts";
import type { Diagnostic, Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import { type Edit, reparse } from "../syntax/parser.ts";
import { checkFile } from "./check-file.ts";
import type { CheckedFile } from "./result.ts";

/** Each candidate costs a check of the changed declarations; more than this many are not worth waiting for. */
const mostTried = 6;

/** Those repairs of a diagnostic that remove it and add no error. */
export function fixesFor(checked: CheckedFile, diagnostic: Diagnostic, files: FileReader): readonly Fix[] {
  const errorsBefore = countErrors(checked);
  return diagnostic.candidates
    .slice(0, mostTried)
    .filter((fix) => helps(checked, diagnostic, fix, files, errorsBefore));
}

function helps(
  checked: CheckedFile,
  diagnostic: Diagnostic,
  fix: Fix,
  files: FileReader,
  errorsBefore: number,
): boolean {
  const { text, edit } = applyEdits(checked.text, fix.edits);
  if (text === checked.text) return false;
  const after = checkFile(reparse(checked.source, text, edit), text, {
    files,
    previous: checked,
    limits: checked.memory.limits,
    imports: (path) => checked.imports.get(path),
  });
  const limit = diagnostic.severity === "error" ? errorsBefore - 1 : errorsBefore;
  return countErrors(after) <= limit && count(after, diagnostic) < count(checked, diagnostic);
}

const countErrors = ({ diagnostics }: CheckedFile): number =>
  diagnostics.filter(({ severity }) => severity === "error").length;

const count = ({ diagnostics }: CheckedFile, { code }: Diagnostic): number =>
  diagnostics.filter((each) => each.code === code).length;

/** The text with all edits made at once, and the one edit that covers them. */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
): { readonly text: string; readonly edit: Edit } {
  const inOrder = edits.toSorted((a, b) => a.span.start - b.span.start);
  let result = "";
  let from = 0;
  for (const { span, text: inserted } of inOrder) {
    result += text.slice(from, span.start) + inserted;
    from = span.end;
  }
  result += text.slice(from);
  const start = inOrder[0]?.span.start ?? 0;
  const end = Math.max(start, ...inOrder.map(({ span }) => span.end));
  return { text: result, edit: { start, end, inserted: result.length - text.length + (end - start) } };
}
