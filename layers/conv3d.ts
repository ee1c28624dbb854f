/** conv3d: the same small pattern looked for everywhere in a volume, or in a film. */
import type { Ops } from "../engine/ops/ops.ts";
import {
  convolutionAttributes,
  convolutionForeignAttributes,
  convolutionShape,
  convolutionWeights,
  countConvolution,
} from "./convolution.ts";
import { defineLayer } from "./define.ts";
import { padWindows } from "./window.ts";

export const conv3d = defineLayer({
  name: "conv3d",
  group: "convolution",
  doc: "Slides each filter through a volume and says at every place how well it matches; for films the depth is time.",
  input: "channels depth height width",
  attributes: convolutionAttributes(3, "Depth, height and width"),
  formula: "y[f, h, i, j] = f(b[f] + Σ W[f, c, l, m, n] · x[c, h·s + l·d − p, i·s + m·d − p, j·s + n·d − p])",
  foreign: ["Conv3d", "nn.Conv3d", "Conv3D", "Convolution3D", "F.conv3d"],
  foreignAttributes: convolutionForeignAttributes,
  arithmetic: ({ channels }, attributes) => countConvolution(channels, attributes),
  shape: ({ axes: { channels, depth, height, width }, attributes }, rule) =>
    convolutionShape(channels, [depth, height, width], attributes, rule),
  weights: ({ channels }, attributes) => convolutionWeights(channels, attributes),
  forward: (ops, { input, weights, axes: { channels, depth, height, width }, attributes, activate }) => {
    const { filters, kernel, stride, dilation, groups, bias } = attributes;
    const [reach, tall, wide] = kernel;
    const [deep, high, across] = padWindows({ ...attributes, sizes: [depth, height, width] });
    const along = { taps: reach, stride: stride[0], dilation: dilation[0], padding: deep };
    // What a window sees along the depth becomes channels of an image, one image for each place along the depth.
    const { images, places } = slicesOfWindows(ops, input, along);
    const matches = ops.conv2d(
      images,
      ops.reshape(weights.weight, [filters, (channels / groups) * reach, tall, wide]),
      {
        stride: [stride[1], stride[2]],
        padding: [high, across],
        dilation: [dilation[1], dilation[2]],
        groups,
      },
    );
    const [count = 1, , rows = 1, columns = 1] = ops.shapeOf(matches);
    const byPlace = ops.reshape(matches, [count / places, places, filters, rows, columns]);
    const volume = ops.permute(byPlace, [0, 2, 1, 3, 4]);
    if (bias === false) return activate(volume);
    return activate(ops.add(volume, ops.reshape(weights.bias, [filters, 1, 1, 1])));
  },
  examples: [
    { source: "conv3d(4, kernel: 3, relu)", inputs: [[1, 5, 6, 6]], output: [4, 3, 4, 4], parameters: 112 },
    {
      source: "conv3d(2, [3, 1, 2], stride: [2, 1, 2], padding: same)",
      inputs: [[2, 5, 3, 4]],
      output: [2, 3, 3, 2],
      parameters: 26,
    },
    {
      source: "conv3d(4, 2, dilation: [2, 1, 1], groups: 2, bias: false)",
      inputs: [[2, 4, 3, 3]],
      output: [4, 2, 2, 2],
      parameters: 32,
    },
  ],
});

interface Along {
  readonly taps: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: readonly [before: number, after: number];
}

/** [batch, channels, depth, h, w] → [batch · places, channels · taps, h, w]: all that the window at each place meets. */
function slicesOfWindows<T>(
  ops: Ops<T>,
  x: T,
  { taps, stride, dilation, padding: [before, after] }: Along,
): { readonly images: T; readonly places: number } {
  const [batch = 1, channels = 1, depth = 1, height = 1, width = 1] = ops.shapeOf(x);
  const places = Math.floor((depth + before + after - dilation * (taps - 1) - 1) / stride) + 1;
  // Enough behind for whole strides from the last tap on; what is added there is never looked at.
  const needed = (taps - 1) * dilation + places * stride;
  const behind = Math.max(after, needed - depth - before);
  const padded = ops.pad(
    x,
    [
      [0, 0],
      [0, 0],
      [before, behind],
      [0, 0],
      [0, 0],
    ],
    0,
  );
  const seen = Array.from({ length: taps }, (_, tap) => {
    const from = tap * dilation;
    const reached = ops.slice(padded, 2, from, from + places * stride);
    const strides = ops.reshape(reached, [batch, channels, places, stride, height * width]);
    return ops.reshape(ops.slice(strides, 3, 0, 1), [batch, channels, 1, places, height, width]);
  });
  const all = ops.permute(ops.concat(seen, 2), [0, 3, 1, 2, 4, 5]);
  return { images: ops.reshape(all, [batch * places, channels * taps, height, width]), places };
}
