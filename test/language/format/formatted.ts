/** Formats a text as an editor would: all edits at once. */
import { applyEdits } from "../../../language/check/fixes.ts";
import { formatEdits } from "../../../language/format/format.ts";
import { parse } from "../../../language/index.ts";

export function formatted(text: string): string {
  const edits = formatEdits(parse(text));
  return edits.length === 0 ? text : applyEdits(text, edits).text;
}
