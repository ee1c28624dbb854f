/** conv2d: the same small pattern looked for everywhere in an image. */
import {
  convolutionAttributes,
  convolutionForeignAttributes,
  convolutionShape,
  convolutionWeights,
  countConvolution,
} from "./convolution.ts";
import { defineLayer } from "./define.ts";
import { padWindows } from "./window.ts";

export const conv2d = defineLayer({
  name: "conv2d",
  group: "convolution",
  doc: "Slides each filter over the image and says at every place how well it matches: a cross-correlation, as everywhere in deep learning.",
  input: "channels height width",
  attributes: convolutionAttributes(2, "Height and width"),
  formula: "y[f, i, j] = f(b[f] + Σ W[f, c, m, n] · x[c, i·s + m·d − p, j·s + n·d − p])",
  foreign: ["Conv2d", "nn.Conv2d", "Conv2D", "Convolution2D", "F.conv2d", "Conv"],
  foreignAttributes: convolutionForeignAttributes,
  arithmetic: ({ channels }, attributes) => countConvolution(channels, attributes),
  shape: ({ axes: { channels, height, width }, attributes }, rule) =>
    convolutionShape(channels, [height, width], attributes, rule),
  weights: ({ channels }, attributes) => convolutionWeights(channels, attributes),
  forward: (ops, { input, weights, axes: { height, width }, attributes, activate }) => {
    const { stride, dilation, groups, filters, bias } = attributes;
    const around = padWindows({ ...attributes, sizes: [height, width] });
    const matches = ops.conv2d(input, weights.weight, { stride, padding: around, dilation, groups });
    if (bias === false) return activate(matches);
    return activate(ops.add(matches, ops.reshape(weights.bias, [filters, 1, 1])));
  },
  examples: [
    { source: "conv2d(6, kernel: 5, relu)", inputs: [[1, 28, 28]], output: [6, 24, 24], parameters: 156 },
    { source: "conv2d(8, 3, padding: same)", inputs: [[3, 7, 9]], output: [8, 7, 9], parameters: 224 },
    {
      source: "conv2d(4, [1, 5], stride: [1, 2], padding: [0, 2])",
      inputs: [[2, 5, 6]],
      output: [4, 5, 3],
      parameters: 44,
    },
    {
      source: "conv2d(6, 3, stride: 2, padding: same, groups: 3, bias: false)",
      inputs: [[3, 6, 5]],
      output: [6, 3, 3],
      parameters: 54,
    },
    {
      source: "conv2d(2, kernel: 3, dilation: 2, tanh)",
      inputs: [[1, 6, 7]],
      output: [2, 2, 3],
      parameters: 20,
    },
  ],
});
