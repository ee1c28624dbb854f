/** squeeze: an axis of size 1 goes away. */
import { formatShape, formatSize } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";
import { axisIn, axisOf, placeOf } from "./shape-axis.ts";

export const squeeze = defineLayer({
  name: "squeeze",
  group: "shape",
  doc: "Takes away an axis of size 1.",
  input: "...",
  attributes: { axis: axisOf("Which axis goes away", -1) },
  formula: "[a, 1, b] → [a, b]",
  foreign: ["torch.squeeze", "Squeeze"],
  foreignAttributes: { dim: "axis" },
  shape: ({ inputs, attributes: { axis } }, rule) => {
    const [shape = []] = inputs;
    const place = placeOf("squeeze", axis, inputs, rule);
    if (place === undefined) return shape;
    const size = shape[place] ?? 1;
    rule.equal(size, 1, {
      kind: "sizes-differ",
      what: `Axis ${formatSize(axis)} of ${formatShape(shape)} has size ${formatSize(size)}, not 1.`,
      why: "Only an axis of size 1 can go away without losing numbers.",
      advice: "Choose another axis, take one number of it with `slice`, or use `mean` or `flatten`.",
      axis: String(place),
      attribute: "axis",
    });
    return shape.toSpliced(place, 1);
  },
  forward: (ops, { input, attributes: { axis } }) =>
    ops.reshape(input, ops.shapeOf(input).toSpliced(axisIn(ops, input, axis), 1)),
  examples: [
    { source: "squeeze", inputs: [[5, 1]], output: [5], parameters: 0 },
    { source: "squeeze(axis: 0)", inputs: [[1, 4, 3]], output: [4, 3], parameters: 0 },
  ],
});
