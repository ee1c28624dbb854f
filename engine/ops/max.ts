/** The largest element along axes, which keep size 1. */
import type { OpDefinition } from "./define.ts";
import { elementsOf } from "./ops.ts";
import { places, reducedShape, stridesOf, tensor } from "./tensor.ts";

export const max: OpDefinition<"max"> = {
  name: "max",
  operands: 1,
  shape: reducedShape,
  cost: (x) => elementsOf(x),
  value: (_, x, axes) => {
    const shape = reducedShape(x.shape, axes);
    const data = new Float64Array(elementsOf(shape)).fill(Number.NEGATIVE_INFINITY);
    const steps = stridesOf(shape).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
    const to = places(x.shape, steps);
    for (let index = 0; index < to.length; index++)
      data[to[index]] = Math.max(data[to[index]], x.data[index]);
    return tensor(shape, data);
  },
  gradient: (ops, upstream, output, x, axes) => {
    const winners = ops.equal(x, output);
    return [ops.mul(winners, ops.div(upstream, ops.sum(winners, axes)))];
  },
};
