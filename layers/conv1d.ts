/** conv1d: the same short pattern looked for everywhere along a sequence. */
import {
  convolutionAttributes,
  convolutionForeignAttributes,
  convolutionShape,
  convolutionWeights,
  countConvolution,
} from "./convolution.ts";
import { defineLayer } from "./define.ts";
import { padWindows } from "./window.ts";

export const conv1d = defineLayer({
  name: "conv1d",
  group: "convolution",
  doc: "Slides each filter along a signal [channels, length] and says at every place how well it matches. A sequence [time, features] needs its axes swapped first: `permute([1, 0])`.",
  input: "channels length",
  attributes: convolutionAttributes(1, "Length"),
  formula: "y[f, i] = f(b[f] + Σ W[f, c, m] · x[c, i·s + m·d − p])",
  foreign: ["Conv1d", "nn.Conv1d", "Conv1D", "Convolution1D", "F.conv1d"],
  foreignAttributes: convolutionForeignAttributes,
  arithmetic: ({ channels }, attributes) => countConvolution(channels, attributes),
  shape: ({ axes: { channels, length }, attributes }, rule) =>
    convolutionShape(channels, [length], attributes, rule),
  weights: ({ channels }, attributes) => convolutionWeights(channels, attributes),
  forward: (ops, { input, weights, axes: { channels, length }, attributes, activate }) => {
    const { filters, kernel, stride, dilation, groups, bias } = attributes;
    const [batch = 1] = ops.shapeOf(input);
    const [around] = padWindows({ ...attributes, sizes: [length] });
    // An image of one row.
    const matches = ops.conv2d(
      ops.reshape(input, [batch, channels, 1, length]),
      ops.reshape(weights.weight, [filters, channels / groups, 1, kernel[0]]),
      { stride: [1, stride[0]], padding: [[0, 0], around], dilation: [1, dilation[0]], groups },
    );
    const [, , , places = 1] = ops.shapeOf(matches);
    const sequence = ops.reshape(matches, [batch, filters, places]);
    if (bias === false) return activate(sequence);
    return activate(ops.add(sequence, ops.reshape(weights.bias, [filters, 1])));
  },
  examples: [
    { source: "conv1d(8, kernel: 3, relu)", inputs: [[2, 20]], output: [8, 18], parameters: 56 },
    { source: "conv1d(4, 3, stride: 2, padding: same)", inputs: [[2, 9]], output: [4, 5], parameters: 28 },
    {
      source: "conv1d(4, 3, dilation: 2, groups: 2, bias: false)",
      inputs: [[4, 9]],
      output: [4, 5],
      parameters: 24,
    },
  ],
});
