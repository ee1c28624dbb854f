/** max_pool1d: shortens a signal by keeping the largest number of each window. */
import { defineLayer } from "./define.ts";
import { poolAttributes, poolForeignAttributes, poolShape } from "./pooling.ts";
import { padWindows } from "./window.ts";

export const maxPool1d = defineLayer({
  name: "max_pool1d",
  group: "pooling",
  doc: "Keeps the largest number of each window along a signal [channels, length]. What fills no whole window at the end is left out.",
  input: "channels length",
  attributes: poolAttributes(1, "Empty cells around the input; they never win."),
  formula: "y[c, i] = max x[c, i·s + m] over the window",
  foreign: ["MaxPool1d", "nn.MaxPool1d", "MaxPooling1D", "MaxPool1D", "F.max_pool1d"],
  foreignAttributes: poolForeignAttributes,
  shape: ({ axes: { channels, length }, attributes }, rule) =>
    poolShape(channels, [length], attributes, rule),
  forward: (ops, { input, axes: { channels, length }, attributes }) => {
    const { kernel, stride = kernel } = attributes;
    const [batch = 1] = ops.shapeOf(input);
    const [around] = padWindows({ ...attributes, stride, sizes: [length] });
    // An image of one row.
    const row = ops.reshape(input, [batch, channels, 1, length]);
    const window = { kernel: [1, kernel[0]], stride: [1, stride[0]], padding: [[0, 0], around] } as const;
    const largest = ops.maxPool2d(row, window);
    const [, , , places = 1] = ops.shapeOf(largest);
    return ops.reshape(largest, [batch, channels, places]);
  },
  examples: [
    { source: "max_pool1d(2)", inputs: [[3, 9]], output: [3, 4], parameters: 0 },
    { source: "max_pool1d(3, stride: 2, padding: 1)", inputs: [[2, 8]], output: [2, 4], parameters: 0 },
    { source: "max_pool1d(3, stride: 2, padding: same)", inputs: [[2, 7]], output: [2, 4], parameters: 0 },
  ],
});
