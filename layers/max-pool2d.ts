/** max_pool2d: shrinks an image by keeping the largest number of each window. */
import { defineLayer } from "./define.ts";
import { poolAttributes, poolForeignAttributes, poolShape } from "./pooling.ts";
import { padWindows } from "./window.ts";

export const maxPool2d = defineLayer({
  name: "max_pool2d",
  group: "pooling",
  doc: "Keeps the largest number of each window, channel by channel. Rows and columns that fill no whole window are left out.",
  input: "channels height width",
  attributes: poolAttributes(2, "Empty cells around the input; they never win."),
  formula: "y[c, i, j] = max x[c, i·s + m, j·s + n] over the window",
  foreign: ["MaxPool2d", "nn.MaxPool2d", "MaxPooling2D", "MaxPool2D", "F.max_pool2d", "MaxPool"],
  foreignAttributes: poolForeignAttributes,
  shape: ({ axes: { channels, height, width }, attributes }, rule) =>
    poolShape(channels, [height, width], attributes, rule),
  forward: (ops, { input, axes: { height, width }, attributes }) => {
    const { kernel, stride = kernel } = attributes;
    const around = padWindows({ ...attributes, stride, sizes: [height, width] });
    return ops.maxPool2d(input, { kernel, stride, padding: around });
  },
  examples: [
    { source: "max_pool2d(2)", inputs: [[6, 24, 24]], output: [6, 12, 12], parameters: 0 },
    { source: "max_pool2d(3, stride: 2, padding: 1)", inputs: [[2, 6, 7]], output: [2, 3, 4], parameters: 0 },
    { source: "max_pool2d([2, 1], stride: [1, 2])", inputs: [[2, 6, 6]], output: [2, 5, 3], parameters: 0 },
  ],
});
