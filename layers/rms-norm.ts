/** rms_norm: every row's features at a mean square of 1 (Zhang and Sennrich 2019). */
import { flag, number } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { meanOver, root, scaleFor } from "./normalise.ts";

export const rmsNorm = defineLayer({
  name: "rms_norm",
  group: "normalisation",
  doc: "Divides the last axis by the root of its mean square, each row and position for itself, then scales by learned numbers: `layer_norm` without the mean and the shift.",
  input: "... features",
  attributes: {
    epsilon: number("Keeps the root away from 0.", { fallback: 1e-6, above: 0 }),
    frozen: flag("Keeps the scale as it starts.", { fallback: false, namedOnly: true }),
  },
  formula: "y = x / √(mean(x²) + epsilon) · scale, over the last axis",
  foreign: ["RMSNorm", "nn.RMSNorm", "RMSNormalization", "F.rms_norm"],
  foreignAttributes: { eps: "epsilon" },
  weights: ({ features }) => ({ scale: scaleFor(features, "feature") }),
  forward: (ops, { input, weights, attributes: { epsilon } }) => {
    const square = meanOver(ops, ops.mul(input, input), [ops.shapeOf(input).length - 1]);
    return ops.mul(ops.div(input, root(ops, square, epsilon)), weights.scale);
  },
  examples: [
    { source: "rms_norm", inputs: [[6]], output: [6], parameters: 6 },
    { source: "rms_norm(epsilon: 0.001)", inputs: [[5, 4]], output: [5, 4], parameters: 4 },
  ],
});
