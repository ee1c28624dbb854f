/** Rows or columns at right angles to each other. */
import { number } from "../../catalog/attribute.ts";
import { defineInitialiser } from "../define.ts";

export const orthogonal = defineInitialiser({
  name: "orthogonal",
  doc: "Rows (or columns, if there are more rows) at right angles and of length `gain`: nothing grows or shrinks. (Saxe et al. 2014)",
  formula: "W Wᵀ = gain² I",
  attributes: { gain: number("Length of each row.", { above: 0, fallback: 1 }) },
  foreign: ["orthogonal_", "Orthogonal"],
  fill: ({ shape, normal }, { gain }) => {
    const [rows = 1, ...rest] = shape;
    const columns = rest.reduce((product, size) => product * size, 1);
    const isWide = rows <= columns;
    const count = Math.min(rows, columns);
    const basis = orthonormal(count, Math.max(rows, columns), normal);
    return Float32Array.from({ length: rows * columns }, (_, index) => {
      const [row, column] = [Math.floor(index / columns), index % columns];
      const vector = basis[isWide ? row : column];
      return gain * (vector?.[isWide ? column : row] ?? 0);
    });
  },
});

/** `count` vectors of `length` normal draws, each freed twice of its part along the earlier ones (Gram and Schmidt). */
function orthonormal(count: number, length: number, normal: () => number): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  while (basis.length < count) {
    const vector = Float64Array.from({ length }, normal);
    for (const other of [...basis, ...basis]) {
      const along = dot(vector, other);
      vector.forEach((x, index) => {
        vector[index] = x - along * (other[index] ?? 0);
      });
    }
    const size = Math.sqrt(dot(vector, vector));
    if (size > 1e-6) basis.push(vector.map((x) => x / size));
  }
  return basis;
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, x, index) => sum + x * (b[index] ?? 0), 0);
