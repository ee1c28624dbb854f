/** Stretches axes of size 1, and adds axes at the front. */
import { assert } from "./assert.ts";
import { broadcastShape, stretched } from "./broadcasting.ts";
import type { OpDefinition } from "./define.ts";
import { sameShape, tensor } from "./tensor.ts";

export const broadcast: OpDefinition<"broadcast"> = {
  name: "broadcast",
  operands: 1,
  shape: (x, shape) => {
    assert(sameShape(broadcastShape(x, shape), shape), `[${x}] stretches to [${shape}]`);
    return shape;
  },
  cost: () => 0,
  value: (_, x, shape) => tensor(shape, stretched(x, shape)),
  gradient: (_, upstream) => [upstream],
};
