/** What the axes of a shape are called in messages, by how many there are. */

const byRank: readonly (readonly string[])[] = [
  [],
  ["features"],
  ["axis 0", "axis 1"],
  ["channels", "height", "width"],
  ["channels", "depth", "height", "width"],
];

/** "height" of an image; of shapes with more axes than have names, "axis 3". */
export const axisName = (axis: number, rank: number): string => byRank[rank]?.[axis] ?? `axis ${axis}`;
