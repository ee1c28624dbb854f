/** Whole numbers as rows of zeros with a single one. A number outside 0 … count − 1 gives zeros only. */
import type { OpDefinition } from "./define.ts";
import { elementsOf } from "./ops.ts";
import { fill } from "./tensor.ts";

export const oneHot: OpDefinition<"oneHot"> = {
  name: "oneHot",
  operands: 1,
  shape: (indices, count) => [...indices, count],
  cost: (indices, count) => elementsOf(indices) * count,
  value: (_, indices, count) =>
    fill([...indices.shape, count], (index) =>
      indices.data[Math.floor(index / count)] === index % count ? 1 : 0,
    ),
  gradient: () => [undefined],
};
