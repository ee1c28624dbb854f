/** Finds the one range in which two texts differ, so that a parse can be reused whatever the editor sent. */

export interface Difference {
  /** Range of the old text that was replaced. */
  readonly start: number;
  readonly end: number;
  /** Length of what stands there now. */
  readonly inserted: number;
}

export function differenceOf(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { start, end: before.length - same, inserted: after.length - same - start };
}
