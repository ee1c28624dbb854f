/** Uniform random numbers in [0, 1), drawn anew at each step. */
import type { OpDefinition } from "./define.ts";
import { elementsOf } from "./ops.ts";
import { drawKey, randomUniform } from "./random.ts";
import { fill } from "./tensor.ts";

export const uniform: OpDefinition<"uniform"> = {
  name: "uniform",
  operands: 0,
  shape: (shape) => shape,
  cost: (shape) => elementsOf(shape),
  value: ({ seed, step }, shape, stream) => {
    const key = drawKey(seed, step, stream);
    return fill(shape, (index) => randomUniform(key, index));
  },
  gradient: () => [],
};
