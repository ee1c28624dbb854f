/** The line along which a sampled plane crosses a level, by marching squares. */

/** Sections of the line: x1, y1, x2, y2 in units of the grid, 0 … size − 1. */
export function contour(values: ArrayLike<number>, size: number, level: number): readonly number[] {
  const sections: number[] = [];
  for (let y = 0; y + 1 < size; y++)
    for (let x = 0; x + 1 < size; x++) addCell(sections, values, size, x, y, level);
  return sections;
}

function addCell(
  sections: number[],
  values: ArrayLike<number>,
  size: number,
  x: number,
  y: number,
  level: number,
): void {
  const at = (dx: number, dy: number): number => (values[(y + dy) * size + x + dx] ?? 0) - level;
  const [bottomLeft, bottomRight, topLeft, topRight] = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
  const crossings: number[] = [];
  const cross = (from: number, to: number, place: (share: number) => readonly [number, number]): void => {
    if (from > 0 !== to > 0) crossings.push(...place(from / (from - to)));
  };
  cross(bottomLeft, bottomRight, (share) => [x + share, y]);
  cross(bottomRight, topRight, (share) => [x + 1, y + share]);
  cross(topLeft, topRight, (share) => [x + share, y + 1]);
  cross(bottomLeft, topLeft, (share) => [x, y + share]);
  // Two crossings make one section, four (a saddle) two.
  sections.push(...crossings);
}
