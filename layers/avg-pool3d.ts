/** avg_pool3d: shrinks a volume by the mean of each window. */
import { defineLayer } from "./define.ts";
import { countPadding, meanOfWindows, poolAttributes, poolForeignAttributes, poolShape } from "./pooling.ts";
import { padWindows } from "./window.ts";

export const avgPool3d = defineLayer({
  name: "avg_pool3d",
  group: "pooling",
  doc: "The mean of each window of a volume, channel by channel. Layers, rows and columns that fill no whole window are left out.",
  input: "channels depth height width",
  attributes: { ...poolAttributes(3, "Zeros around the input."), count_padding: countPadding },
  formula: "y[c, h, i, j] = Σ x[c, h·s + l, i·s + m, j·s + n] / (cells in the window)",
  foreign: ["AvgPool3d", "nn.AvgPool3d", "AveragePooling3D", "F.avg_pool3d"],
  foreignAttributes: { ...poolForeignAttributes, count_include_pad: "count_padding" },
  shape: ({ axes: { channels, depth, height, width }, attributes }, rule) =>
    poolShape(channels, [depth, height, width], attributes, rule),
  forward: (ops, { input, axes: { channels, depth, height, width }, attributes }) => {
    const { kernel, stride = kernel, count_padding } = attributes;
    const [batch = 1] = ops.shapeOf(input);
    const [deep, high, across] = padWindows({ ...attributes, stride, sizes: [depth, height, width] });
    const volume = ops.reshape(input, [batch, channels * depth, height, width]);
    const slice = {
      kernel: [kernel[1], kernel[2]],
      stride: [stride[1], stride[2]],
      padding: [high, across],
    } as const;
    // Every slice of a box has as many cells as the others, so that the mean of their means is the mean of all.
    const slices = meanOfWindows(ops, volume, slice, count_padding);
    const [, , rows = 1, columns = 1] = ops.shapeOf(slices);
    const column = { kernel: [kernel[0], 1], stride: [stride[0], 1], padding: [deep, [0, 0]] } as const;
    const byDepth = ops.reshape(slices, [batch, channels, depth, rows * columns]);
    const means = meanOfWindows(ops, byDepth, column, count_padding);
    const [, , places = 1] = ops.shapeOf(means);
    return ops.reshape(means, [batch, channels, places, rows, columns]);
  },
  examples: [
    { source: "avg_pool3d(2)", inputs: [[2, 4, 6, 5]], output: [2, 2, 3, 2], parameters: 0 },
    {
      source: "avg_pool3d([3, 2, 2], stride: [2, 1, 2], padding: [1, 0, 1], count_padding: false)",
      inputs: [[1, 4, 3, 4]],
      output: [1, 2, 2, 3],
      parameters: 0,
    },
  ],
});
