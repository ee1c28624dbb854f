/** flatten: all numbers of a row in one line. */

import { formatSize } from "../shapes/format.ts";
import { elementsOf } from "../shapes/substitution.ts";
import { defineLayer } from "./define.ts";

export const flatten = defineLayer({
  name: "flatten",
  group: "shape",
  doc: "Puts all numbers of a row into one axis, so that a `dense` layer sees every one of them.",
  input: "...",
  attributes: {},
  formula: "[a, b, c] → [a·b·c]",
  foreign: ["Flatten", "nn.Flatten", "torch.flatten"],
  shape: ({ inputs: [shape = []] }) => [
    shape.length > 1
      ? { size: elementsOf(shape), by: shape.map((size) => formatSize(size)).join("·") }
      : elementsOf(shape),
  ],
  forward: (ops, { input }) => {
    const [batch = 1, ...shape] = ops.shapeOf(input);
    return ops.reshape(input, [batch, shape.reduce((count, size) => count * size, 1)]);
  },
  examples: [
    { source: "flatten", inputs: [[16, 4, 4]], output: [256], parameters: 0 },
    { source: "flatten", inputs: [[5, 3]], output: [15], parameters: 0 },
  ],
});
