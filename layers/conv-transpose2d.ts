/** conv_transpose2d: a convolution run backwards: every number of the input stamps a pattern into a larger image. */
import { convolutionForeignAttributes } from "./convolution.ts";
import { defineLayer } from "./define.ts";
import {
  countTransposed,
  sizeAfter,
  transposedAttributes,
  transposedShape,
  transposedWeights,
} from "./transposed-convolution.ts";

export const convTranspose2d = defineLayer({
  name: "conv_transpose2d",
  group: "convolution",
  doc: "Stamps each filter into a larger image, once for every number of the input and as strong as it; what overlaps adds up. With stride 2 and kernel 2 it doubles the image's sides.",
  input: "channels height width",
  attributes: transposedAttributes(2, "Height and width of the window; one number for both."),
  formula: "y[f, i·s + m·d − p, j·s + n·d − p] += W[c, f, m, n] · x[c, i, j], then + b[f]",
  foreign: [
    "ConvTranspose2d",
    "nn.ConvTranspose2d",
    "Conv2DTranspose",
    "F.conv_transpose2d",
    "ConvTranspose",
    "Deconvolution2D",
  ],
  foreignAttributes: convolutionForeignAttributes,
  arithmetic: ({ channels }, attributes) => countTransposed(channels, attributes),
  shape: ({ axes: { channels, height, width }, attributes }, rule) =>
    transposedShape(channels, [height, width], attributes, rule),
  weights: ({ channels }, attributes) => transposedWeights(channels, attributes),
  forward: (ops, { input, weights, axes: { height, width }, attributes, activate }) => {
    const { filters, stride, padding, dilation, groups, bias } = attributes;
    const [batch = 1] = ops.shapeOf(input);
    const [vertical, horizontal] = padding;
    const grown = [batch, filters, sizeAfter(height, 0, attributes), sizeAfter(width, 1, attributes)];
    // What stamps the patterns is the way back of the convolution that would shrink the result to the input.
    const stamped = ops.conv2dImageGradient(
      input,
      weights.weight,
      {
        stride,
        padding: [
          [vertical, vertical],
          [horizontal, horizontal],
        ],
        dilation,
        groups,
      },
      grown,
    );
    if (bias === false) return activate(stamped);
    return activate(ops.add(stamped, ops.reshape(weights.bias, [filters, 1, 1])));
  },
  examples: [
    {
      source: "conv_transpose2d(4, kernel: 2, stride: 2, relu)",
      inputs: [[3, 4, 5]],
      output: [4, 8, 10],
      parameters: 52,
    },
    {
      source: "conv_transpose2d(3, 3, stride: 2, padding: 1, output_padding: 1)",
      inputs: [[2, 3, 3]],
      output: [3, 6, 6],
      parameters: 57,
    },
    {
      source: "conv_transpose2d(4, [2, 3], stride: [2, 1], groups: 2, bias: false)",
      inputs: [[2, 3, 4]],
      output: [4, 6, 6],
      parameters: 24,
    },
  ],
});
