/** A range of one axis: start, start + 1, …, end − 1. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { places, stridesOf, tensor } from "./tensor.ts";

export const slice: OpDefinition<"slice"> = {
  name: "slice",
  operands: 1,
  shape: (x, axis, start, end) => {
    assert(
      axis >= 0 && axis < x.length && start >= 0 && start < end && end <= x[axis],
      `${start}…${end} is a range of axis ${axis} of [${x}]`,
    );
    return x.with(axis, end - start);
  },
  cost: () => 0,
  value: (_, x, axis, start, end) => {
    const shape = x.shape.with(axis, end - start);
    const strides = stridesOf(x.shape);
    const from = places(shape, strides, start * strides[axis]);
    return tensor(
      shape,
      Float64Array.from(from, (place) => x.data[place]),
    );
  },
  gradient: (ops, upstream, _, x, axis, start, end) => {
    const shape = ops.shapeOf(x);
    const padding = shape.map((size, at) =>
      at === axis ? ([start, size - end] as const) : ([0, 0] as const),
    );
    return [ops.pad(upstream, padding, 0)];
  },
};
