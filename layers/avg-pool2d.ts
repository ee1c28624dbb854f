/** avg_pool2d: shrinks an image by the mean of each window. */
import { flag, optional, padding, sizes } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { checkPadding, padWindows, slideWindows } from "./window.ts";

const noDilation = [1, 1] as const;

export const avgPool2d = defineLayer({
  name: "avg_pool2d",
  group: "pooling",
  doc: "The mean of each window, channel by channel. Rows and columns that fill no whole window are left out.",
  input: "channels height width",
  attributes: {
    kernel: sizes(2, "Height and width of the window; one number for both."),
    stride: optional(sizes(2, "How far the window moves; as far as it is large where not given.")),
    padding: padding(2, "Zeros around the image.", {
      fallback: [
        [0, 0],
        [0, 0],
      ],
    }),
    count_padding: flag("Whether the zeros around the image count in the mean.", {
      fallback: true,
      namedOnly: true,
    }),
  },
  formula: "y[c, i, j] = Σ x[c, i·s + m, j·s + n] / (cells in the window)",
  foreign: ["AvgPool2d", "nn.AvgPool2d", "AveragePooling2D", "F.avg_pool2d", "AveragePool"],
  foreignAttributes: {
    kernel_size: "kernel",
    pool_size: "kernel",
    strides: "stride",
    count_include_pad: "count_padding",
  },
  shape: ({ axes, attributes }, rule) => {
    const { kernel, stride = kernel, padding: around } = attributes;
    checkPadding(around, kernel, rule);
    const sides = [axes.height, axes.width] as const;
    const windows = { sizes: sides, kernel, stride, padding: around, dilation: noDilation };
    return [axes.channels, ...slideWindows(windows, rule)];
  },
  forward: (ops, { input, axes: { channels, height, width }, attributes }) => {
    const { kernel, stride = kernel } = attributes;
    const around = padWindows(attributes.padding, [height, width], kernel, stride, noDilation);
    // The sum over a window is a convolution of each channel by itself with ones.
    const ones = ops.constant(1, [channels, 1, ...kernel]);
    const window = { stride, padding: around, dilation: noDilation, groups: channels };
    const sums = ops.conv2d(input, ones, window);
    const cells = attributes.count_padding
      ? ops.constant(kernel[0] * kernel[1])
      : ops.conv2d(ops.constant(1, [1, channels, height, width]), ones, window);
    return ops.div(sums, cells);
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
