/** Puts tensors one behind the other along an axis. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { elementsOf, type TensorShape } from "./ops.ts";
import { places, sameShape, stridesOf, tensor } from "./tensor.ts";

export const concat: OpDefinition<"concat"> = {
  name: "concat",
  operands: "list",
  shape: shapeOf,
  cost: () => 0,
  value: (_, parts, axis) => {
    const shape = shapeOf(
      parts.map((part) => part.shape),
      axis,
    );
    const data = new Float64Array(elementsOf(shape));
    const strides = stridesOf(shape);
    for (const [part, start] of withStarts(parts, axis, (each) => each.shape)) {
      const to = places(part.shape, strides, start * strides[axis]);
      for (let index = 0; index < to.length; index++) data[to[index]] = part.data[index];
    }
    return tensor(shape, data);
  },
  gradient: (ops, upstream, _, parts, axis) =>
    withStarts(parts, axis, ops.shapeOf).map(([part, start]) =>
      ops.slice(upstream, axis, start, start + ops.shapeOf(part)[axis]),
    ),
};

function shapeOf(parts: readonly TensorShape[], axis: number): TensorShape {
  const [first] = parts;
  assert(first !== undefined && axis >= 0 && axis < first.length, "there is something to concatenate");
  assert(
    parts.every((part) => sameShape(part.with(axis, 0), first.with(axis, 0))),
    `${parts.map((part) => `[${part}]`).join(", ")} differ in axis ${axis} only`,
  );
  return first.with(
    axis,
    parts.reduce((total, part) => total + part[axis], 0),
  );
}

/** Each part with the place where it begins along the axis. */
function withStarts<T>(
  parts: readonly T[],
  axis: number,
  shapeOfPart: (part: T) => TensorShape,
): readonly (readonly [part: T, start: number])[] {
  let next = 0;
  return parts.map((part) => {
    const start = next;
    next += shapeOfPart(part)[axis];
    return [part, start];
  });
}
