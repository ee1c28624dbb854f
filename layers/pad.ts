/** pad: a frame of one number around an image. */
import { number, optional, sizes } from "../catalog/attribute.ts";
import { add } from "../shapes/arithmetic.ts";
import type { Size } from "../shapes/size.ts";
import { defineLayer, type OutputAxis } from "./define.ts";
import { factor } from "./window.ts";

export const pad = defineLayer({
  name: "pad",
  group: "shape",
  doc: "Puts a frame around the image, filled with one number.",
  input: "channels height width",
  attributes: {
    before: sizes(2, "Rows above and columns on the left; one number for both.", { min: 0 }),
    after: optional(
      sizes(2, "Rows below and columns on the right; as many as `before` where not given.", { min: 0 }),
    ),
    value: number("What the frame is filled with.", { fallback: 0, namedOnly: true }),
  },
  formula: "[c, h, w] → [c, before + h + after, before + w + after]",
  foreign: ["ZeroPad2d", "nn.ZeroPad2d", "ZeroPadding2D", "ConstantPad2d", "F.pad", "Pad"],
  foreignAttributes: { padding: "before" },
  shape: ({ axes, attributes: { before, after = before } }) => [
    axes.channels,
    framed(axes.height, before[0], after[0]),
    framed(axes.width, before[1], after[1]),
  ],
  forward: (ops, { input, attributes: { before, after = before, value } }) =>
    ops.pad(
      input,
      [
        [0, 0],
        [0, 0],
        [before[0], after[0]],
        [before[1], after[1]],
      ],
      value,
    ),
  examples: [
    { source: "pad(2)", inputs: [[3, 5, 4]], output: [3, 9, 8], parameters: 0 },
    {
      source: "pad([0, 1], after: [2, 0], value: -1)",
      inputs: [[2, 3, 3]],
      output: [2, 5, 4],
      parameters: 0,
    },
  ],
});

const framed = (size: Size, before: Size, after: Size): OutputAxis => ({
  size: add(before, size, after),
  by: `${factor(before)} + ${factor(size)} + ${factor(after)}`,
});
