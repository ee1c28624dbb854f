/** avg_pool1d: shortens a signal by the mean of each window. */
import { defineLayer } from "./define.ts";
import { countPadding, meanOfWindows, poolAttributes, poolForeignAttributes, poolShape } from "./pooling.ts";
import { padWindows } from "./window.ts";

export const avgPool1d = defineLayer({
  name: "avg_pool1d",
  group: "pooling",
  doc: "The mean of each window along a signal [channels, length]. What fills no whole window at the end is left out.",
  input: "channels length",
  attributes: { ...poolAttributes(1, "Zeros around the input."), count_padding: countPadding },
  formula: "y[c, i] = Σ x[c, i·s + m] / (cells in the window)",
  foreign: ["AvgPool1d", "nn.AvgPool1d", "AveragePooling1D", "F.avg_pool1d"],
  foreignAttributes: { ...poolForeignAttributes, count_include_pad: "count_padding" },
  shape: ({ axes: { channels, length }, attributes }, rule) =>
    poolShape(channels, [length], attributes, rule),
  forward: (ops, { input, axes: { channels, length }, attributes }) => {
    const { kernel, stride = kernel, count_padding } = attributes;
    const [batch = 1] = ops.shapeOf(input);
    const [around] = padWindows({ ...attributes, stride, sizes: [length] });
    // An image of one row.
    const row = ops.reshape(input, [batch, channels, 1, length]);
    const window = { kernel: [1, kernel[0]], stride: [1, stride[0]], padding: [[0, 0], around] } as const;
    const means = meanOfWindows(ops, row, window, count_padding);
    const [, , , places = 1] = ops.shapeOf(means);
    return ops.reshape(means, [batch, channels, places]);
  },
  examples: [
    { source: "avg_pool1d(2)", inputs: [[3, 9]], output: [3, 4], parameters: 0 },
    { source: "avg_pool1d(3, stride: 1)", inputs: [[2, 8]], output: [2, 6], parameters: 0 },
    {
      source: "avg_pool1d(3, stride: 2, padding: 1, count_padding: false)",
      inputs: [[2, 7]],
      output: [2, 4],
      parameters: 0,
    },
  ],
});
