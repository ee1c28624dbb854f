/**
 * Bodies: what stands between `{` and `}`, one item a line or separated by `;`.
 *
 * A line break ends a statement, except inside `(` or `[`, and except where the next line starts with `->` or an operator.
 * So a sign at the *end* of a line does not reach into the next one: what it waits for is reported as missing.
 */
import type { Cursor } from "./cursor.ts";
import { atStatementEnd, endsBody, skipStatement, startsDeclaration, startsStatement } from "./recovery.ts";
import type { Body, Skipped } from "./tree.ts";

/**
 * `{ item item … }`. `parseItem` takes one item, or nothing where none starts; `wanted` says what an item is.
 * A forgotten `{` or `}` loses none of the items.
 */
export function parseBody<Item>(
  cursor: Cursor,
  parseItem: (cursor: Cursor) => Item | undefined,
  wanted: string,
): Body<Item> {
  const open = cursor.at("{") ? cursor.token : undefined;
  const start = cursor.offset;
  const items: (Item | Skipped)[] = [];
  if (!opensBody(cursor)) return { kind: "body", items, span: cursor.emptySpan() };
  while (!endsBody(cursor)) {
    if (cursor.takeIf("}") !== undefined) return { kind: "body", items, span: cursor.spanFrom(start) };
    if (cursor.takeIf(";") !== undefined) continue;
    if (cursor.at("{")) {
      cursor.report("SOMA1004", cursor.spanOf(cursor.take()), { found: "{", wanted });
      continue;
    }
    parseLine(cursor, parseItem, wanted, items);
  }
  const span = cursor.spanOf(cursor.previous);
  cursor.report("SOMA1002", span, { open: "{", close: "}" }, open && cursor.spanOf(open));
  return { kind: "body", items, span: cursor.spanFrom(start) };
}

/** One item and what is left over on its line. */
function parseLine<Item>(
  cursor: Cursor,
  parseItem: (cursor: Cursor) => Item | undefined,
  wanted: string,
  items: (Item | Skipped)[],
): void {
  cursor.statementStart = cursor.token.start;
  cursor.statementIndent = cursor.lineIndent;
  const item = cursor.startsLine && startsDeclaration(cursor) ? undefined : parseItem(cursor);
  if (item === undefined) {
    const span = cursor.spanOf(cursor.token);
    cursor.report("SOMA1004", span, { found: cursor.written(cursor.token), wanted });
    items.push(skipStatement(cursor));
    return;
  }
  items.push(item);
  if (atStatementEnd(cursor)) return;
  if (startsStatement(cursor)) {
    cursor.reportWanted("`;` or a new line");
    return;
  }
  const texts = { found: cursor.written(cursor.token), after: cursor.written(cursor.previous) };
  cursor.report("SOMA1005", cursor.spanOf(cursor.token), texts);
  items.push(skipStatement(cursor));
}

/** Takes `{`, or reports that it is missing; false where no body follows. */
function opensBody(cursor: Cursor): boolean {
  if (cursor.takeIf("{") !== undefined) return true;
  cursor.reportWanted("`{`");
  if (skipToBrace(cursor)) return cursor.takeIf("{") !== undefined;
  return !endsBody(cursor) && (cursor.lineIndent > 0 || startsStatement(cursor) || cursor.at("}"));
}

/** How many tokens of a heading are passed over to find its `{`. */
const longestHeading = 64;

/** Passes over what does not belong in a heading up to the `{` on the same line; where there is none, nothing is taken. */
export function skipToBrace(cursor: Cursor): boolean {
  let token = cursor.token;
  let count = 0;
  while (token.kind !== "{" && token.kind !== "end" && token.lineBreaks === 0 && count < longestHeading) {
    token = cursor.peek(++count);
  }
  if (token.kind !== "{") return false;
  while (!cursor.at("{")) cursor.take();
  return true;
}
