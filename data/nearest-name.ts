/** Finds the name that was probably meant. */

/** The candidate with the fewest edits to `name`, ignoring case and outer spaces; `undefined` if none is close. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const wanted = name.trim().toLowerCase();
  // Of a name of one or two letters, nothing would be left after an edit.
  const limit = wanted.length < 3 ? 0 : Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let fewest = limit + 1;
  for (const candidate of candidates) {
    const found = candidate.trim().toLowerCase();
    if (Math.abs(found.length - wanted.length) >= fewest) continue;
    const edits = editDistance(wanted, found);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let edits = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
