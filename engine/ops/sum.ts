/** Adds up elements along axes, which keep size 1. */
import type { OpDefinition } from "./define.ts";
import { elementsOf } from "./ops.ts";
import { places, reducedShape, stridesOf, tensor } from "./tensor.ts";

export const sum: OpDefinition<"sum"> = {
  name: "sum",
  operands: 1,
  shape: reducedShape,
  cost: (x) => elementsOf(x),
  value: (_, x, axes) => {
    const shape = reducedShape(x.shape, axes);
    const data = new Float64Array(elementsOf(shape));
    const steps = stridesOf(shape).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
    const to = places(x.shape, steps);
    for (let index = 0; index < to.length; index++) data[to[index]] += x.data[index];
    return tensor(shape, data);
  },
  gradient: (ops, upstream, _, x) => [ops.broadcast(upstream, ops.shapeOf(x))],
};
