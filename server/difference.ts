/** Finds the one range in which two texts differ, so that a parse can be reused whatever the editor sent. */
import type { Edit } from "../language/index.ts";

/** Texts are first compared in pieces of this length, which is much faster than unit by unit. */
const PIECE = 1024;

export function differenceOf(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + PIECE <= shorter && before.slice(start, start + PIECE) === after.slice(start, start + PIECE))
    start += PIECE;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const end = sameAtEnd(before, after, shorter - start);
  return { start, end: before.length - end, inserted: after.length - end - start };
}

/** How many units at the end are the same, at most `most`. */
function sameAtEnd(before: string, after: string, most: number): number {
  const tail = (text: string, same: number): string =>
    text.slice(text.length - same - PIECE, text.length - same);
  let same = 0;
  while (same + PIECE <= most && tail(before, same) === tail(after, same)) same += PIECE;
  while (
    same < most &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return same;
}
