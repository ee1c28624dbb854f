/** depthwise_conv2d: every channel of an image has patterns of its own and sees no other channel. */
import { padding, size, sizes } from "../catalog/attribute.ts";
import { multiply } from "../shapes/arithmetic.ts";
import { convolutionWeights, countConvolution } from "./convolution.ts";
import { defineLayer } from "./define.ts";
import { weightAttributes } from "./weight-attributes.ts";
import { factor, noPadding, padWindows, slideWindows } from "./window.ts";

export const depthwiseConv2d = defineLayer({
  name: "depthwise_conv2d",
  group: "convolution",
  doc: "Slides patterns over each channel by itself, `multiplier` of them a channel. A `conv2d` with kernel 1 after it mixes the channels: together they cost far less than one full convolution.",
  input: "channels height width",
  attributes: {
    kernel: sizes(2, "Height and width of the window; one number for both."),
    multiplier: size("How many patterns each channel has.", { fallback: 1 }),
    stride: sizes(2, "How far the window moves.", { fallback: [1, 1] }),
    padding: padding(
      2,
      "Zeros around the image: a number, one for each axis, or `same` to keep the size at stride 1.",
      { fallback: noPadding(2) },
    ),
    dilation: sizes(2, "Distance between the cells that the window looks at.", { fallback: [1, 1] }),
    ...weightAttributes,
  },
  formula: "y[c·k + q, i, j] = f(b + Σ W[c·k + q, m, n] · x[c, i·s + m·d − p, j·s + n·d − p])",
  foreign: ["DepthwiseConv2D"],
  foreignAttributes: {
    kernel_size: "kernel",
    strides: "stride",
    dilation_rate: "dilation",
    use_bias: "bias",
    depth_multiplier: "multiplier",
    depthwise_initializer: "init",
  },
  arithmetic: ({ channels }, { multiplier, kernel, bias }) =>
    countConvolution(channels, { filters: channels * multiplier, kernel, groups: channels, bias }),
  shape: ({ axes: { channels, height, width }, attributes }, rule) => [
    {
      size: multiply(channels, attributes.multiplier),
      by: `${factor(channels)}·${factor(attributes.multiplier)}`,
    },
    ...slideWindows({ ...attributes, sizes: [height, width] }, rule),
  ],
  weights: ({ channels }, { multiplier, kernel, bias }) =>
    convolutionWeights(channels, {
      filters: multiply(channels, multiplier),
      kernel,
      groups: channels,
      bias,
    }),
  forward: (ops, { input, weights, axes: { channels, height, width }, attributes, activate }) => {
    const { stride, dilation, multiplier, bias } = attributes;
    const around = padWindows({ ...attributes, sizes: [height, width] });
    const window = { stride, padding: around, dilation, groups: channels };
    const matches = ops.conv2d(input, weights.weight, window);
    if (bias === false) return activate(matches);
    return activate(ops.add(matches, ops.reshape(weights.bias, [channels * multiplier, 1, 1])));
  },
  examples: [
    { source: "depthwise_conv2d(3)", inputs: [[4, 6, 5]], output: [4, 4, 3], parameters: 40 },
    {
      source: "depthwise_conv2d(kernel: 3, multiplier: 2, padding: same, relu)",
      inputs: [[3, 5, 6]],
      output: [6, 5, 6],
      parameters: 60,
    },
    {
      source: "depthwise_conv2d([2, 3], stride: 2, bias: false)",
      inputs: [[2, 6, 7]],
      output: [2, 3, 3],
      parameters: 12,
    },
  ],
});
