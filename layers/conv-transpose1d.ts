/** conv_transpose1d: a convolution run backwards: every number of the input stamps a pattern into a longer signal. */
import { convolutionForeignAttributes } from "./convolution.ts";
import { defineLayer } from "./define.ts";
import {
  countTransposed,
  sizeAfter,
  transposedAttributes,
  transposedShape,
  transposedWeights,
} from "./transposed-convolution.ts";

export const convTranspose1d = defineLayer({
  name: "conv_transpose1d",
  group: "convolution",
  doc: "Stamps each filter into a longer signal, once for every number of the input and as strong as it; what overlaps adds up. With stride 2 and kernel 2 it doubles the length.",
  input: "channels length",
  attributes: transposedAttributes(1, "Length of the window."),
  formula: "y[f, i·s + m·d − p] += W[c, f, m] · x[c, i], then + b[f]",
  foreign: ["ConvTranspose1d", "nn.ConvTranspose1d", "Conv1DTranspose", "F.conv_transpose1d"],
  foreignAttributes: convolutionForeignAttributes,
  arithmetic: ({ channels }, attributes) => countTransposed(channels, attributes),
  shape: ({ axes: { channels, length }, attributes }, rule) =>
    transposedShape(channels, [length], attributes, rule),
  weights: ({ channels }, attributes) => transposedWeights(channels, attributes),
  forward: (ops, { input, weights, axes: { channels, length }, attributes, activate }) => {
    const { filters, kernel, stride, padding, dilation, groups, bias } = attributes;
    const [batch = 1] = ops.shapeOf(input);
    const grown = sizeAfter(length, 0, attributes);
    // An image of one row. What stamps the pattern is the way back of the convolution that would shrink the result.
    const stamped = ops.conv2dImageGradient(
      ops.reshape(input, [batch, channels, 1, length]),
      ops.reshape(weights.weight, [channels, filters / groups, 1, kernel[0]]),
      {
        stride: [1, stride[0]],
        padding: [
          [0, 0],
          [padding[0], padding[0]],
        ],
        dilation: [1, dilation[0]],
        groups,
      },
      [batch, filters, 1, grown],
    );
    const signal = ops.reshape(stamped, [batch, filters, grown]);
    if (bias === false) return activate(signal);
    return activate(ops.add(signal, ops.reshape(weights.bias, [filters, 1])));
  },
  examples: [
    {
      source: "conv_transpose1d(4, kernel: 2, stride: 2)",
      inputs: [[3, 5]],
      output: [4, 10],
      parameters: 28,
    },
    {
      source: "conv_transpose1d(2, 3, stride: 2, padding: 1, output_padding: 1, tanh)",
      inputs: [[2, 4]],
      output: [2, 8],
      parameters: 14,
    },
    {
      source: "conv_transpose1d(4, 3, dilation: 2, groups: 2, bias: false)",
      inputs: [[2, 4]],
      output: [4, 8],
      parameters: 12,
    },
  ],
});
