/** Rows of points in the plane with a class each: what the sources that are made on the spot give. */
import { number, size } from "../catalog/attribute.ts";
import type { DataDescription, Rows } from "./define.ts";
import { type Draws, drawsFor } from "./draws.ts";

export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

export const pointCount = (fallback: number) =>
  size("Number of points in all, spread evenly over the classes.", { min: 2, max: 1_000_000, fallback });

export const noiseAmount = (doc: string, fallback: number) => number(doc, { min: 0, max: 100, fallback });

export const planeDescription = (rows: number, names: readonly string[]): DataDescription => ({
  input: [2],
  label: { kind: "classes", names },
  rows,
  columns: ["x", "y"],
});

/**
 * Rows made one after the other. Row i asks for class i mod classes, so that any part of the rows is balanced; `member`
 * is its place 0, 1, 2, … among the points of its class.
 */
export function makePoints(
  description: DataDescription,
  count: number,
  seed: number,
  point: (draws: Draws, label: number, member: number) => LabelledPoint,
): Rows {
  const classes = description.label.kind === "classes" ? description.label.names.length : 1;
  const draws = drawsFor(seed);
  const inputs = new Float32Array(count * 2);
  const labels = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const made = point(draws, row % classes, Math.floor(row / classes));
    inputs[2 * row] = made.x;
    inputs[2 * row + 1] = made.y;
    labels[row] = made.label;
  }
  return { description, count, inputs, labels, notes: [] };
}
