/** unsqueeze: an axis of size 1 is put in. */
import { formatShape, formatSize } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";
import { axisOf } from "./shape-axis.ts";

export const unsqueeze = defineLayer({
  name: "unsqueeze",
  group: "shape",
  doc: "Puts in an axis of size 1: a channel for an image without one, a step for a vector.",
  input: "...",
  attributes: { axis: axisOf("Where the new axis stands in the output", 0) },
  formula: "[a, b] → [1, a, b]",
  foreign: ["torch.unsqueeze", "Unsqueeze", "ExpandDims"],
  foreignAttributes: { dim: "axis" },
  shape: ({ inputs: [shape = []], attributes: { axis } }, rule) => {
    const rank = shape.length + 1;
    if (typeof axis === "number" && axis < rank && axis >= -rank) {
      return shape.toSpliced(axis < 0 ? rank + axis : axis, 0, 1);
    }
    rule.fail({
      kind: "wrong-axis",
      what: `There is no place ${formatSize(axis)} for a new axis: the output has ${rank === 1 ? "1 axis" : `${rank} axes`}.`,
      why: `The input is ${formatShape(shape)}; places count from 0 at the front, or from −1 at the back.`,
      advice: `Use a place from ${-rank} to ${rank - 1}.`,
      attribute: "axis",
    });
    return shape;
  },
  forward: (ops, { input, attributes: { axis } }) => {
    const shape = ops.shapeOf(input);
    return ops.reshape(input, shape.toSpliced(axis < 0 ? shape.length + 1 + axis : axis + 1, 0, 1));
  },
  examples: [
    { source: "unsqueeze", inputs: [[8, 8]], output: [1, 8, 8], parameters: 0 },
    { source: "unsqueeze(-1)", inputs: [[5]], output: [5, 1], parameters: 0 },
    { source: "unsqueeze(axis: 1)", inputs: [[4, 3]], output: [4, 1, 3], parameters: 0 },
  ],
});
