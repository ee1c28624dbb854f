/** The numbers 0, 1, … count − 1: places of a sequence, rows and columns of a mask. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { fill } from "./tensor.ts";

export const range: OpDefinition<"range"> = {
  name: "range",
  operands: 0,
  shape: (count) => {
    // Larger whole numbers are not exact in single precision.
    assert(count >= 1 && count <= 2 ** 24, `0 … ${count} − 1 can be counted`);
    return [count];
  },
  cost: () => 0,
  value: (_, count) => fill([count], (index) => index),
  gradient: () => [],
};
