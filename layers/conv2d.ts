/** conv2d: the same small pattern looked for everywhere in an image. */
import { padding, size, sizes } from "../catalog/attribute.ts";
import { multiply } from "../shapes/arithmetic.ts";
import { floorDivide } from "../shapes/division.ts";
import { defineLayer } from "./define.ts";
import { mustSplit } from "./divisible.ts";
import { biasFor, weightAttributes } from "./weight-attributes.ts";
import { padWindows, slideWindows } from "./window.ts";

const noPadding = [
  [0, 0],
  [0, 0],
] as const;

export const conv2d = defineLayer({
  name: "conv2d",
  group: "convolution",
  doc: "Slides each filter over the image and says at every place how well it matches: a cross-correlation, as everywhere in deep learning.",
  input: "channels height width",
  attributes: {
    filters: size("How many patterns: the channels of the output."),
    kernel: sizes(2, "Height and width of the window; one number for both."),
    stride: sizes(2, "How far the window moves.", { fallback: [1, 1] }),
    padding: padding(
      2,
      "Zeros around the image: a number, one for each axis, or `same` to keep the size at stride 1.",
      {
        fallback: noPadding,
      },
    ),
    dilation: sizes(2, "Distance between the cells that the window looks at.", { fallback: [1, 1] }),
    groups: size("Splits channels and filters into groups that do not see each other.", { fallback: 1 }),
    ...weightAttributes,
  },
  formula: "y[f, i, j] = f(b[f] + Σ W[f, c, m, n] · x[c, i·s + m·d − p, j·s + n·d − p])",
  foreign: ["Conv2d", "nn.Conv2d", "Conv2D", "Convolution2D", "F.conv2d", "Conv"],
  foreignAttributes: {
    out_channels: "filters",
    kernel_size: "kernel",
    strides: "stride",
    dilation_rate: "dilation",
    use_bias: "bias",
    kernel_initializer: "init",
  },
  arithmetic: ({ channels }, { filters, kernel: [height, width], groups, bias }) => {
    const inputs = channels / groups;
    const [shift, offsets] = bias === false ? ["", 0] : [` + ${filters}`, filters];
    const count = filters * inputs * height * width + offsets;
    return `${filters}·${inputs}·${height}·${width}${shift} = ${count} parameters`;
  },
  shape: ({ axes, attributes }, rule) => {
    const { filters, groups, kernel, stride, padding: around, dilation } = attributes;
    const split = {
      parts: groups,
      called: "groups",
      why: "Each group takes as many channels and filters as the others.",
    };
    mustSplit(rule, { size: axes.channels, of: "input channels", ...split });
    mustSplit(rule, { size: filters, of: "filters", ...split });
    const windows = { sizes: [axes.height, axes.width] as const, kernel, stride, padding: around, dilation };
    return [filters, ...slideWindows(windows, rule)];
  },
  weights: ({ channels }, { filters, kernel, groups, bias }) => {
    const fanIn = multiply(floorDivide(channels, groups), ...kernel);
    return {
      weight: {
        shape: [filters, floorDivide(channels, groups), ...kernel],
        fanIn,
        fanOut: multiply(filters, ...kernel),
        starts: "weight",
        doc: "One window for each filter and channel.",
      },
      bias: biasFor(filters, bias, fanIn),
    };
  },
  forward: (ops, { input, weights, axes, attributes, activate }) => {
    const { stride, dilation, groups, kernel, bias } = attributes;
    const around = padWindows(attributes.padding, [axes.height, axes.width], kernel, stride, dilation);
    const matches = ops.conv2d(input, weights.weight, { stride, padding: around, dilation, groups });
    if (bias === false) return activate(matches);
    return activate(ops.add(matches, ops.reshape(weights.bias, [attributes.filters, 1, 1])));
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
