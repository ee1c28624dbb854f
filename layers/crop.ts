/** crop: an image without its edges. */
import { optional, sizes } from "../catalog/attribute.ts";
import { add, subtract } from "../shapes/arithmetic.ts";
import { formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import { defineLayer, type OutputAxis, type ShapeRule } from "./define.ts";
import { factor } from "./window.ts";

export const crop = defineLayer({
  name: "crop",
  group: "shape",
  doc: "Cuts rows and columns off the image's edges.",
  input: "channels height width",
  attributes: {
    before: sizes(2, "Rows above and columns on the left; one number for both.", { min: 0 }),
    after: optional(
      sizes(2, "Rows below and columns on the right; as many as `before` where not given.", { min: 0 }),
    ),
  },
  formula: "[c, h, w] → [c, h − before − after, w − before − after]",
  foreign: ["Cropping2D", "CenterCrop"],
  foreignAttributes: { cropping: "before" },
  shape: ({ axes, attributes: { before, after = before } }, rule) => [
    axes.channels,
    cut("height", axes.height, before[0], after[0], rule),
    cut("width", axes.width, before[1], after[1], rule),
  ],
  forward: (ops, { input, axes: { height, width }, attributes: { before, after = before } }) => {
    const rows = ops.slice(input, 2, before[0], height - after[0]);
    return ops.slice(rows, 3, before[1], width - after[1]);
  },
  examples: [
    { source: "crop(1)", inputs: [[3, 6, 5]], output: [3, 4, 3], parameters: 0 },
    { source: "crop([0, 1], after: [2, 0])", inputs: [[2, 5, 4]], output: [2, 3, 3], parameters: 0 },
  ],
});

function cut(name: string, size: Size, before: Size, after: Size, rule: ShapeRule): OutputAxis {
  const left = subtract(size, add(before, after));
  const by = `${factor(size)} − ${factor(before)} − ${factor(after)}`;
  rule.atLeast(left, 1, {
    kind: "window-too-large",
    what: `Nothing is left of the ${name} ${formatSize(size)} after cutting off ${formatSize(before)} and ${formatSize(after)}.`,
    why: `${by} = ${formatSize(left).replace("-", "−")}.`,
    advice: "Cut off less, or shrink the image less before this layer.",
    axis: name,
    attribute: "before",
  });
  return { size: left, by };
}
