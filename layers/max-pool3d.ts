/** max_pool3d: shrinks a volume by keeping the largest number of each window. */
import { defineLayer } from "./define.ts";
import { poolAttributes, poolForeignAttributes, poolShape } from "./pooling.ts";
import { padWindows } from "./window.ts";

export const maxPool3d = defineLayer({
  name: "max_pool3d",
  group: "pooling",
  doc: "Keeps the largest number of each window of a volume, channel by channel. Layers, rows and columns that fill no whole window are left out.",
  input: "channels depth height width",
  attributes: poolAttributes(3, "Empty cells around the input; they never win."),
  formula: "y[c, h, i, j] = max x[c, h·s + l, i·s + m, j·s + n] over the window",
  foreign: ["MaxPool3d", "nn.MaxPool3d", "MaxPooling3D", "MaxPool3D", "F.max_pool3d"],
  foreignAttributes: poolForeignAttributes,
  shape: ({ axes: { channels, depth, height, width }, attributes }, rule) =>
    poolShape(channels, [depth, height, width], attributes, rule),
  forward: (ops, { input, axes: { channels, depth, height, width }, attributes }) => {
    const { kernel, stride = kernel } = attributes;
    const [batch = 1] = ops.shapeOf(input);
    const [deep, high, across] = padWindows({ ...attributes, stride, sizes: [depth, height, width] });
    // The largest of a box is the largest along the depth of what is largest in each of its slices.
    const slices = ops.maxPool2d(ops.reshape(input, [batch, channels * depth, height, width]), {
      kernel: [kernel[1], kernel[2]],
      stride: [stride[1], stride[2]],
      padding: [high, across],
    });
    const [, , rows = 1, columns = 1] = ops.shapeOf(slices);
    const largest = ops.maxPool2d(ops.reshape(slices, [batch, channels, depth, rows * columns]), {
      kernel: [kernel[0], 1],
      stride: [stride[0], 1],
      padding: [deep, [0, 0]],
    });
    const [, , places = 1] = ops.shapeOf(largest);
    return ops.reshape(largest, [batch, channels, places, rows, columns]);
  },
  examples: [
    { source: "max_pool3d(2)", inputs: [[2, 4, 6, 5]], output: [2, 2, 3, 2], parameters: 0 },
    {
      source: "max_pool3d([3, 2, 2], stride: [2, 1, 2], padding: [1, 0, 1])",
      inputs: [[1, 4, 3, 4]],
      output: [1, 2, 2, 3],
      parameters: 0,
    },
  ],
});
