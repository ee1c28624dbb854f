/** What stands between brackets, separated by commas: arguments, parameters, the items of a list. */
import { type Cursor, nestingLimit } from "./cursor.ts";
import { endsBrackets, opensValue, skipBrackets } from "./recovery.ts";

/**
 * `( item, item )` or `[ item, item ]`, from the opening bracket to the closing one; `parseItem` takes one item or more.
 * A comma before the closing bracket is allowed. Each of the items may be missing; none of that ends the list.
 */
export function parseBetween(cursor: Cursor, wanted: string, parseItem: () => void): void {
  const open = cursor.token;
  if (cursor.depth >= nestingLimit) {
    cursor.report("SOMA1012", cursor.spanOf(open), { limit: String(nestingLimit) });
    skipBrackets(cursor);
    return;
  }
  cursor.take();
  const lines = cursor.linesTaken;
  const brackets = open.kind === "(" ? "parentheses" : "squares";
  const close = open.kind === "(" ? ")" : "]";
  cursor[brackets]++;
  cursor.depth++;
  let height = 0;
  const parseOne = (): void => {
    parseItem();
    height = Math.max(height, cursor.height);
  };
  while (!cursor.at(close) && hasItem(cursor, wanted, parseOne));
  cursor[brackets]--;
  cursor.depth--;
  cursor.height = height + 1;
  if (cursor.takeIf(close) !== undefined) return;
  // The author is at the end of the line, unless lines were taken in that were hardly meant to be inside.
  const isOneLine = cursor.linesTaken === lines;
  const span = cursor.spanOf(isOneLine ? cursor.previous : open);
  cursor.report("SOMA1002", span, { open: open.kind, close }, cursor.spanOf(open));
}

/** Takes one item and the comma behind it, or what stands in its place. False where the brackets end unclosed. */
function hasItem(cursor: Cursor, wanted: string, parseOne: () => void): boolean {
  if (
    endsBrackets(
      cursor,
      cursor.previous.kind === "," || cursor.previous.kind === "(" || cursor.previous.kind === "[",
    )
  )
    return false;
  const { kind } = cursor.token;
  if (opensValue(kind)) parseOne();
  else if (isOuterCloser(cursor)) return false;
  else if (kind === "->" || kind === "**") parseOne();
  else {
    cursor.reportWanted(wanted);
    if (kind !== ",") cursor.take();
  }
  if (cursor.takeIf(",") !== undefined) return true;
  if (opensValue(cursor.token.kind) && !endsBrackets(cursor, false)) cursor.reportWanted("`,`");
  return true;
}

/** Whether the next token closes a bracket that was opened around this one. */
function isOuterCloser(cursor: Cursor): boolean {
  if (cursor.at(")")) return cursor.parentheses > 0;
  if (cursor.at("]")) return cursor.squares > 0;
  return false;
}
