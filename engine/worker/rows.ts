/** Rows of the data set: one, a sample of all, and the box around them. */
import type { Bounds } from "../probe/plane.ts";
import type { RunData } from "../train/run-data.ts";

export function rowOf({ inputs, rows }: RunData, row: number): Float32Array {
  const size = inputs.length / rows;
  return inputs.subarray(row * size, (row + 1) * size);
}

/** At most `most` input rows, spread evenly over the data set. */
export function sampleRows(data: RunData, most: number): Float32Array {
  if (data.rows <= most) return data.inputs;
  const size = data.inputs.length / data.rows;
  const sample = new Float32Array(most * size);
  for (let place = 0; place < most; place++)
    sample.set(rowOf(data, Math.floor((place * data.rows) / most)), place * size);
  return sample;
}

/** A little of the plane is shown beyond the outermost points. */
const MARGIN = 0.08;

/** The square around all points of two inputs. */
export function boundsOf({ inputs }: RunData): Bounds {
  const low: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [place, value] of inputs.entries()) {
    const axis = place % 2 === 0 ? 0 : 1;
    low[axis] = Math.min(low[axis], value);
    high[axis] = Math.max(high[axis], value);
  }
  const half = (0.5 + MARGIN) * Math.max(high[0] - low[0], high[1] - low[1], 1e-3);
  const [x, y] = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
  return { left: x - half, right: x + half, bottom: y - half, top: y + half };
}
