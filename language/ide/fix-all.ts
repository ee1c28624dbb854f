/** Every mistake that has a quick fix, mended at once: the preferred fix of each, one after the other, each tried before. */
import type { FileReader } from "../../data/define.ts";
import { fixesFor } from "../check/fixes.ts";
import type { CheckedFile } from "../check/result.ts";
import type { Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import { afterEdits } from "./tried-edit.ts";

/** More than this many are not mended at one go: each costs a check of the file. */
const mostFixes = 50;

/** The edit that mends all, or nothing where nothing can be mended. */
export function fixAll(checked: CheckedFile, files: FileReader): readonly TextEdit[] {
  let current = checked;
  for (let count = 0; count < mostFixes; count++) {
    const fix = firstFix(current, files);
    if (fix === undefined) break;
    current = afterEdits(current, fix.edits, files);
  }
  return current === checked ? [] : [differenceOf(checked.text, current.text)];
}

/** Every fix removes a diagnostic and adds no error, so that this comes to an end. */
function firstFix(checked: CheckedFile, files: FileReader): Fix | undefined {
  for (const diagnostic of checked.diagnostics) {
    if (diagnostic.severity !== "error" && diagnostic.severity !== "warning") continue;
    const [fix] = fixesFor(checked, diagnostic, files);
    if (fix !== undefined) return fix;
  }
  return undefined;
}

/** The one edit that leads from a text to another. */
function differenceOf(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++;
  return { span: { start, end: before.length - same }, text: after.slice(start, after.length - same) };
}
