/** instance_norm: every channel of every image at mean 0 and variance 1 (Ulyanov et al. 2016). */
import { bias, flag, number } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { alongChannels, normalise, scaleFor } from "./normalise.ts";
import { biasFor } from "./weight-attributes.ts";

export const instanceNorm = defineLayer({
  name: "instance_norm",
  group: "normalisation",
  doc: "Brings each channel to mean 0 and variance 1, every image for itself: what an image's contrast was is gone. With `affine` it then scales and shifts by learned numbers.",
  input: "channels length ...",
  attributes: {
    epsilon: number("Keeps the root away from 0.", { fallback: 1e-5, above: 0 }),
    affine: flag("Scales and shifts each channel by learned numbers.", { fallback: false, namedOnly: true }),
    bias: bias("`false` leaves the shift out."),
    frozen: flag("Keeps scale and shift as they start.", { fallback: false, namedOnly: true }),
  },
  formula: "y = (x − mean) / √(variance + epsilon), over each channel of each image",
  foreign: ["InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "nn.InstanceNorm2d", "F.instance_norm"],
  foreignAttributes: { eps: "epsilon" },
  weights: ({ channels }, { affine, bias: shift }) => ({
    scale: affine ? scaleFor(channels, "channel") : undefined,
    bias: affine ? biasFor(channels, shift, 1) : undefined,
  }),
  forward: (ops, { input, weights, attributes: { epsilon, affine, bias: shift } }) => {
    const rank = ops.shapeOf(input).length;
    const pixels = Array.from({ length: rank - 2 }, (_, axis) => axis + 2);
    const normal = normalise(ops, input, pixels, epsilon);
    if (!affine) return normal;
    const scaled = ops.mul(normal, alongChannels(ops, weights.scale, rank));
    return shift === false ? scaled : ops.add(scaled, alongChannels(ops, weights.bias, rank));
  },
  examples: [
    { source: "instance_norm", inputs: [[3, 4, 2]], output: [3, 4, 2], parameters: 0 },
    { source: "instance_norm(affine: true)", inputs: [[3, 4, 2]], output: [3, 4, 2], parameters: 6 },
    { source: "instance_norm(affine: true, bias: false)", inputs: [[2, 5]], output: [2, 5], parameters: 2 },
  ],
});
