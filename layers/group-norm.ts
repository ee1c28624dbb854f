/** group_norm: every image's channels, in groups, at mean 0 and variance 1 (Wu and He 2018). */
import { bias, flag, number, size } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { mustSplit } from "./divisible.ts";
import { alongChannels, normalise, scaleFor } from "./normalise.ts";
import { biasFor } from "./weight-attributes.ts";

export const groupNorm = defineLayer({
  name: "group_norm",
  group: "normalisation",
  doc: "Brings each group of channels to mean 0 and variance 1, every image for itself, then scales and shifts each channel by learned numbers. Unlike `batch_norm` it does the same with a batch of any size, and after training.",
  input: "channels ...",
  attributes: {
    groups: size("How many groups the channels are split into; 1 takes all of them together."),
    epsilon: number("Keeps the root away from 0.", { fallback: 1e-5, above: 0 }),
    bias: bias("`false` leaves the shift out."),
    frozen: flag("Keeps scale and shift as they start.", { fallback: false, namedOnly: true }),
  },
  formula: "y = (x − mean) / √(variance + epsilon) · scale + b, over each group of channels",
  foreign: ["GroupNorm", "nn.GroupNorm", "GroupNormalization", "F.group_norm"],
  foreignAttributes: { eps: "epsilon", num_groups: "groups" },
  shape: ({ axes: { channels }, attributes: { groups } }, rule) => {
    const why = "Each group has as many channels as the others.";
    mustSplit(rule, { size: channels, of: "channels", parts: groups, called: "groups", why });
    return [channels];
  },
  weights: ({ channels }, attributes) => ({
    scale: scaleFor(channels, "channel"),
    bias: biasFor(channels, attributes.bias, 1),
  }),
  forward: (ops, { input, weights, attributes }) => {
    const shape = ops.shapeOf(input);
    const [batch = 1] = shape;
    const count = shape.reduce((product, length) => product * length, 1);
    const grouped = ops.reshape(input, [batch, attributes.groups, count / batch / attributes.groups]);
    const normal = ops.reshape(normalise(ops, grouped, [2], attributes.epsilon), shape);
    const scaled = ops.mul(normal, alongChannels(ops, weights.scale, shape.length));
    if (attributes.bias === false) return scaled;
    return ops.add(scaled, alongChannels(ops, weights.bias, shape.length));
  },
  examples: [
    { source: "group_norm(2)", inputs: [[4, 3, 2]], output: [4, 3, 2], parameters: 8 },
    { source: "group_norm(groups: 3, bias: false)", inputs: [[6, 4]], output: [6, 4], parameters: 6 },
    { source: "group_norm(1)", inputs: [[5]], output: [5], parameters: 10 },
  ],
});
