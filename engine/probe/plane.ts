/** What a network with two inputs computes over a square of its input plane: decision surfaces and response maps. */
import { assert } from "../ops/assert.ts";
import { elementsOf } from "../ops/ops.ts";
import type { Evaluator } from "../train/evaluator.ts";
import { known } from "../train/lookup.ts";
import { unitsOf } from "./units.ts";

export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Sampled in the middle of size × size cells, rows from bottom to top. */
export interface Plane extends Bounds {
  readonly size: number;
  /** size × size × width: `width` numbers at each place. */
  readonly values: Float32Array;
  readonly width: number;
}

/** All units of a tensor over the plane: of the network's output for a decision surface, of a layer for its response maps. */
export function planeOf(evaluator: Evaluator, tensor: string, bounds: Bounds, size: number): Plane {
  assert(elementsOf(evaluator.assembly.input.shape) === 2, "a plane is drawn for two inputs");
  const width = unitsOf(evaluator, tensor);
  const values = new Float32Array(size * size * width);
  evaluator.visit(grid(bounds, size), [tensor], ({ first, values: batch }) => {
    values.set(known(batch, tensor, "a tensor"), first * width);
  });
  return { ...bounds, size, values, width };
}

/** One unit over the plane. */
export function responseMap(
  evaluator: Evaluator,
  tensor: string,
  unit: number,
  bounds: Bounds,
  size: number,
): Plane {
  const { values, width } = planeOf(evaluator, tensor, bounds, size);
  return { ...bounds, size, values: values.filter((_, index) => index % width === unit), width: 1 };
}

/** size² × 2 input rows. */
function grid({ left, right, bottom, top }: Bounds, size: number): Float32Array {
  const rows = new Float32Array(size * size * 2);
  for (let place = 0; place < size * size; place++) {
    const [across, up] = [((place % size) + 0.5) / size, (Math.floor(place / size) + 0.5) / size];
    rows[2 * place] = left + (right - left) * across;
    rows[2 * place + 1] = bottom + (top - bottom) * up;
  }
  return rows;
}
