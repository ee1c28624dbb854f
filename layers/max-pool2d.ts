/** max_pool2d: shrinks an image by keeping the largest number of each window. */
import { optional, padding, sizes } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { checkPadding, padWindows, slideWindows } from "./window.ts";

const noDilation = [1, 1] as const;

export const maxPool2d = defineLayer({
  name: "max_pool2d",
  group: "pooling",
  doc: "Keeps the largest number of each window, channel by channel. Rows and columns that fill no whole window are left out.",
  input: "channels height width",
  attributes: {
    kernel: sizes(2, "Height and width of the window; one number for both."),
    stride: optional(sizes(2, "How far the window moves; as far as it is large where not given.")),
    padding: padding(2, "Empty cells around the image; they never win.", {
      fallback: [
        [0, 0],
        [0, 0],
      ],
    }),
  },
  formula: "y[c, i, j] = max x[c, i·s + m, j·s + n] over the window",
  foreign: ["MaxPool2d", "nn.MaxPool2d", "MaxPooling2D", "MaxPool2D", "F.max_pool2d", "MaxPool"],
  foreignAttributes: { kernel_size: "kernel", pool_size: "kernel", strides: "stride" },
  shape: ({ axes, attributes }, rule) => {
    const { kernel, stride = kernel, padding: around } = attributes;
    checkPadding(around, kernel, rule);
    const sides = [axes.height, axes.width] as const;
    return [
      axes.channels,
      ...slideWindows({ sizes: sides, kernel, stride, padding: around, dilation: noDilation }, rule),
    ];
  },
  forward: (ops, { input, axes, attributes }) => {
    const { kernel, stride = kernel } = attributes;
    const sides = [axes.height, axes.width] as const;
    const around = padWindows(attributes.padding, sides, kernel, stride, noDilation);
    return ops.maxPool2d(input, { kernel, stride, padding: around });
  },
  examples: [
    { source: "max_pool2d(2)", inputs: [[6, 24, 24]], output: [6, 12, 12], parameters: 0 },
    { source: "max_pool2d(3, stride: 2, padding: 1)", inputs: [[2, 6, 7]], output: [2, 3, 4], parameters: 0 },
    { source: "max_pool2d([2, 1], stride: [1, 2])", inputs: [[2, 6, 6]], output: [2, 5, 3], parameters: 0 },
  ],
});
