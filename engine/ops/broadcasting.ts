/** How operands of different shapes meet: axes are aligned at the end, and an axis of size 1 stretches. */
import { assert } from "./assert.ts";
import type { Tensor } from "./define.ts";
import type { TensorShape } from "./ops.ts";
import { places, sameShape, stridesOf } from "./tensor.ts";

/** The shape of an elementwise result; throws where two sizes differ and neither is 1. */
export function broadcastShape(...shapes: readonly TensorShape[]): TensorShape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const size = sizes.find((candidate) => candidate !== 1) ?? 1;
    assert(
      sizes.every((candidate) => candidate === 1 || candidate === size),
      `shapes ${shapes.map((shape) => `[${shape}]`).join(" and ")} can be combined element by element`,
    );
    return size;
  });
}

/** The numbers of a tensor stretched to `shape`, in row order. */
export function stretched({ shape: from, data }: Tensor, shape: TensorShape): Float64Array {
  if (sameShape(from, shape)) return data;
  const added = shape.length - from.length;
  const strides = stridesOf(from);
  const steps = shape.map((_, axis) =>
    axis < added || from[axis - added] === 1 ? 0 : strides[axis - added],
  );
  return Float64Array.from(places(shape, steps), (place) => data[place]);
}
