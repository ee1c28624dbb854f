/** Strided views: where the elements of a tensor of some shape lie in a row of numbers. Movement ops change views, not numbers. */
import { assert } from "../../ops/assert.ts";
import type { TensorShape } from "../../ops/ops.ts";

/** Element (i₀, i₁, …) lies at `offset + Σ iₐ · strides[a]`, counted in elements. */
export interface View {
  readonly shape: TensorShape;
  readonly strides: readonly number[];
  readonly offset: number;
  /** In a loop over time: the elements that one step of time moves it by. */
  readonly turn?: number;
}

export type Movement =
  | { readonly kind: "reshape"; readonly shape: TensorShape }
  | { readonly kind: "permute"; readonly order: readonly number[] }
  | { readonly kind: "broadcast"; readonly shape: TensorShape }
  | { readonly kind: "slice"; readonly axis: number; readonly start: number; readonly end: number };

export function contiguous(shape: TensorShape): View {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return { shape, strides, offset: 0 };
}

export const sameShape = (a: TensorShape, b: TensorShape): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** Whether the view reads elements 0, 1, 2, … in row order. */
export function isContiguous(view: View): boolean {
  if (view.offset !== 0) return false;
  let stride = 1;
  for (let axis = view.shape.length - 1; axis >= 0; axis--) {
    if (view.shape[axis] !== 1 && view.strides[axis] !== stride) return false;
    stride *= view.shape[axis];
  }
  return true;
}

/** The view after a movement; `undefined` where no strides can say it (a reshape that merges axes lying apart). */
export function move(view: View, movement: Movement): View | undefined {
  switch (movement.kind) {
    case "reshape":
      return reshaped(view, movement.shape);
    case "permute":
      return {
        shape: movement.order.map((axis) => view.shape[axis]),
        strides: movement.order.map((axis) => view.strides[axis]),
        offset: view.offset,
      };
    case "broadcast":
      return stretched(view, movement.shape);
    case "slice":
      return {
        shape: view.shape.map((size, axis) =>
          axis === movement.axis ? movement.end - movement.start : size,
        ),
        strides: view.strides,
        offset: view.offset + movement.start * view.strides[movement.axis],
      };
  }
  movement satisfies never;
}

export function moveAll(view: View, movements: readonly Movement[]): View | undefined {
  let moved: View | undefined = view;
  for (const movement of movements) {
    if (moved === undefined) return undefined;
    moved = move(moved, movement);
  }
  return moved;
}

/** Axes of size 1 stretch, missing axes appear at the front; both get stride 0. */
export function stretched(view: View, shape: TensorShape): View {
  const added = shape.length - view.shape.length;
  assert(added >= 0, "a broadcast does not drop axes");
  const strides = shape.map((_, axis) =>
    axis < added || view.shape[axis - added] === 1 ? 0 : view.strides[axis - added],
  );
  return { shape, strides, offset: view.offset };
}

/** Splits and merges axes: old and new axes are matched in groups of equal element counts, each of which must be evenly strided. */
function reshaped(view: View, shape: TensorShape): View | undefined {
  if (sameShape(view.shape, shape)) return view;
  const old = view.shape
    .map((size, axis) => ({ size, stride: view.strides[axis] }))
    .filter(({ size }) => size !== 1);
  const strides = new Array<number>(shape.length).fill(0);
  let from = 0;
  let to = 0;
  while (from < old.length) {
    let fromEnd = from + 1;
    let oldCount = old[from].size;
    let toEnd = to;
    let newCount = 1;
    do {
      if (newCount < oldCount) newCount *= shape[toEnd++];
      else oldCount *= old[fromEnd++].size;
    } while (newCount !== oldCount);
    for (let axis = from; axis + 1 < fromEnd; axis++) {
      if (old[axis].stride !== old[axis + 1].stride * old[axis + 1].size) return undefined;
    }
    let stride = old[fromEnd - 1].stride;
    for (let axis = toEnd - 1; axis >= to; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    from = fromEnd;
    to = toEnd;
  }
  return { shape, strides, offset: view.offset };
}

/** Distinguishes views of one shape. */
export const viewKey = (view: View): string => `${view.offset}:${view.strides.join(",")}`;
