/** avg_pool2d: shrinks an image by the mean of each window. */
import { defineLayer } from "./define.ts";
import { countPadding, meanOfWindows, poolAttributes, poolForeignAttributes, poolShape } from "./pooling.ts";
import { padWindows } from "./window.ts";

export const avgPool2d = defineLayer({
  name: "avg_pool2d",
  group: "pooling",
  doc: "The mean of each window, channel by channel. Rows and columns that fill no whole window are left out.",
  input: "channels height width",
  attributes: { ...poolAttributes(2, "Zeros around the input."), count_padding: countPadding },
  formula: "y[c, i, j] = Σ x[c, i·s + m, j·s + n] / (cells in the window)",
  foreign: ["AvgPool2d", "nn.AvgPool2d", "AveragePooling2D", "F.avg_pool2d", "AveragePool"],
  foreignAttributes: { ...poolForeignAttributes, count_include_pad: "count_padding" },
  shape: ({ axes: { channels, height, width }, attributes }, rule) =>
    poolShape(channels, [height, width], attributes, rule),
  forward: (ops, { input, axes: { height, width }, attributes }) => {
    const { kernel, stride = kernel, count_padding } = attributes;
    const around = padWindows({ ...attributes, stride, sizes: [height, width] });
    return meanOfWindows(ops, input, { kernel, stride, padding: around }, count_padding);
  },
  examples: [
    { source: "avg_pool2d(2)", inputs: [[6, 24, 24]], output: [6, 12, 12], parameters: 0 },
    { source: "avg_pool2d(3, stride: 2, padding: 1)", inputs: [[2, 6, 7]], output: [2, 3, 4], parameters: 0 },
    {
      source: "avg_pool2d(3, padding: same, count_padding: false)",
      inputs: [[2, 5, 4]],
      output: [2, 2, 2],
      parameters: 0,
    },
  ],
});
