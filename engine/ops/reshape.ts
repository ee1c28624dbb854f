/** The same numbers in the same order, under another shape. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { elementsOf } from "./ops.ts";
import { tensor } from "./tensor.ts";

export const reshape: OpDefinition<"reshape"> = {
  name: "reshape",
  operands: 1,
  shape: (x, shape) => {
    assert(elementsOf(x) === elementsOf(shape), `[${x}] has as many elements as [${shape}]`);
    return shape;
  },
  cost: () => 0,
  value: (_, x, shape) => tensor(shape, x.data),
  gradient: (ops, upstream, _, x) => [ops.reshape(upstream, ops.shapeOf(x))],
};
