/** Making plain tensors and walking over their elements: what the value rules of the ops are written in. */
import type { Tensor } from "./define.ts";
import { elementsOf, type TensorShape } from "./ops.ts";

export const tensor = (shape: TensorShape, data: Float64Array): Tensor => ({ shape, data });

/** A tensor whose element number `index`, in row order, is `element(index)`. */
export function fill(shape: TensorShape, element: (index: number) => number): Tensor {
  const data = new Float64Array(elementsOf(shape));
  for (let index = 0; index < data.length; index++) data[index] = element(index);
  return { shape, data };
}

/** How far apart in row order two neighbours along each axis are: [6, 2, 1] for the shape [4, 3, 2]. */
export function stridesOf(shape: TensorShape): readonly number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/**
 * For each element of `shape`, in row order, the place Σ coordinate × step: with the steps of a stretched, swapped or
 * shifted tensor, that is where its element is found.
 */
export function places(shape: TensorShape, steps: readonly number[], start = 0): Int32Array {
  const result = new Int32Array(elementsOf(shape));
  const coordinates = new Array<number>(shape.length).fill(0);
  let place = start;
  for (let index = 0; index < result.length; index++) {
    result[index] = place;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += steps[axis];
      coordinates[axis]++;
      if (coordinates[axis] < shape[axis]) break;
      place -= steps[axis] * shape[axis];
      coordinates[axis] = 0;
    }
  }
  return result;
}

export const sameShape = (a: TensorShape, b: TensorShape): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** The shape with the given axes shrunk to 1. */
export const reducedShape = (shape: TensorShape, axes: readonly number[]): TensorShape =>
  shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
