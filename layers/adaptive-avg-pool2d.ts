/** adaptive_avg_pool2d: an image of any size brought to a given one by means. */
import { sizes } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import { formatSize } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";

export const adaptiveAvgPool2d = defineLayer({
  name: "adaptive_avg_pool2d",
  group: "pooling",
  doc: "Divides the image into `size` parts along each side and takes the mean of each part, channel by channel. Parts overlap by one row or column where the sides do not divide evenly.",
  input: "channels height width",
  attributes: { size: sizes(2, "Height and width of the output; one number for both.") },
  formula: "y[c, i, j] = mean of x[c, ⌊i·h / size⌋ … ⌈(i + 1)·h / size⌉, the same along j]",
  foreign: ["AdaptiveAvgPool2d", "nn.AdaptiveAvgPool2d", "F.adaptive_avg_pool2d"],
  foreignAttributes: { output_size: "size" },
  shape: (
    {
      axes,
      attributes: {
        size: [tall, wide],
      },
    },
    rule,
  ) => {
    for (const [name, from, to] of [
      ["height", axes.height, tall],
      ["width", axes.width, wide],
    ] as const) {
      rule.atLeast(from, to, {
        kind: "grows",
        what: `The ${name} ${formatSize(from)} cannot be divided into ${formatSize(to)} parts.`,
        why: "Each part needs at least one row or column of its own; the image would grow, with numbers repeated.",
        advice: `Ask for at most ${formatSize(from)}, or use \`upsample\` to make the image larger.`,
        axis: name,
        attribute: "size",
      });
    }
    return [axes.channels, tall, wide];
  },
  forward: (
    ops,
    {
      input,
      axes: { height, width },
      attributes: {
        size: [tall, wide],
      },
    },
  ) => {
    const rows = ops.matmul(partsOf(ops, height, tall), input);
    return ops.matmul(rows, partsOf(ops, width, wide), { b: true });
  },
  examples: [
    { source: "adaptive_avg_pool2d(1)", inputs: [[8, 7, 5]], output: [8, 1, 1], parameters: 0 },
    { source: "adaptive_avg_pool2d(size: [3, 2])", inputs: [[2, 7, 5]], output: [2, 3, 2], parameters: 0 },
    { source: "adaptive_avg_pool2d(4)", inputs: [[1, 8, 8]], output: [1, 4, 4], parameters: 0 },
  ],
});

/** [parts, length]: each row holds the shares of the mean of one part. Part i covers ⌊i·length / parts⌋ … ⌈(i + 1)·length / parts⌉. */
function partsOf<T>(ops: Ops<T>, length: number, parts: number): T {
  const place = ops.reshape(ops.mul(ops.range(length), ops.constant(parts)), [1, length]);
  const start = ops.reshape(ops.mul(ops.range(parts), ops.constant(length)), [parts, 1]);
  // Place k is in part i if (k + 1)·parts > i·length and k·parts < (i + 1)·length, all in whole numbers.
  const begun = ops.greater(ops.add(place, ops.constant(parts)), start);
  const notPast = ops.greater(ops.add(start, ops.constant(length)), place);
  const members = ops.mul(begun, notPast);
  return ops.div(members, ops.sum(members, [1]));
}
