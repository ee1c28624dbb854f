/** Reorders axes: output axis i is input axis order[i]. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { places, stridesOf, tensor } from "./tensor.ts";

export const permute: OpDefinition<"permute"> = {
  name: "permute",
  operands: 1,
  shape: (x, order) => {
    assert(
      order.length === x.length && x.every((_, axis) => order.includes(axis)),
      `[${order}] names each axis of [${x}] once`,
    );
    return order.map((axis) => x[axis]);
  },
  cost: () => 0,
  value: (_, x, order) => {
    const shape = order.map((axis) => x.shape[axis]);
    const strides = stridesOf(x.shape);
    const from = places(
      shape,
      order.map((axis) => strides[axis]),
    );
    return tensor(
      shape,
      Float64Array.from(from, (place) => x.data[place]),
    );
  },
  gradient: (ops, upstream, _, _x, order) => [
    ops.permute(
      upstream,
      order.map((_, axis) => order.indexOf(axis)),
    ),
  ],
};
