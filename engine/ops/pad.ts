/** Surrounds a tensor with elements of one value. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { elementsOf } from "./ops.ts";
import { places, stridesOf, tensor } from "./tensor.ts";

export const pad: OpDefinition<"pad"> = {
  name: "pad",
  operands: 1,
  shape: (x, padding) => {
    assert(
      padding.length === x.length && padding.flat().every((count) => count >= 0),
      `padding is given for each axis of [${x}]`,
    );
    return x.map((size, axis) => padding[axis][0] + size + padding[axis][1]);
  },
  cost: () => 0,
  value: (_, x, padding, value) => {
    const shape = x.shape.map((size, axis) => padding[axis][0] + size + padding[axis][1]);
    const data = new Float64Array(elementsOf(shape)).fill(value);
    const strides = stridesOf(shape);
    const start = padding.reduce((place, [before], axis) => place + before * strides[axis], 0);
    const to = places(x.shape, strides, start);
    for (let index = 0; index < to.length; index++) data[to[index]] = x.data[index];
    return tensor(shape, data);
  },
  gradient: (ops, upstream, _, x, padding) => {
    const shape = ops.shapeOf(x);
    let inner = upstream;
    for (let axis = 0; axis < shape.length; axis++) {
      const [before, after] = padding[axis];
      if (before + after > 0) inner = ops.slice(inner, axis, before, before + shape[axis]);
    }
    return [inner];
  },
};
