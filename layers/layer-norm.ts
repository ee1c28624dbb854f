/** layer_norm: every row's features at mean 0 and variance 1 (Ba et al. 2016). */
import { bias, flag, number } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { normalise, scaleFor } from "./normalise.ts";
import { biasFor } from "./weight-attributes.ts";

export const layerNorm = defineLayer({
  name: "layer_norm",
  group: "normalisation",
  doc: "Brings the last axis to mean 0 and variance 1, each row and position for itself, then scales and shifts by learned numbers. The same in training and after.",
  input: "... features",
  attributes: {
    epsilon: number("Keeps the root away from 0.", { fallback: 1e-5, above: 0 }),
    bias: bias("`false` leaves the shift out."),
    frozen: flag("Keeps scale and shift as they start.", { fallback: false, namedOnly: true }),
  },
  formula: "y = (x − mean) / √(variance + epsilon) · scale + b, over the last axis",
  foreign: ["LayerNorm", "nn.LayerNorm", "LayerNormalization", "F.layer_norm"],
  foreignAttributes: { eps: "epsilon" },
  weights: ({ features }, attributes) => ({
    scale: scaleFor(features, "feature"),
    bias: biasFor(features, attributes.bias, 1),
  }),
  forward: (ops, { input, weights, attributes }) => {
    const last = [ops.shapeOf(input).length - 1];
    const scaled = ops.mul(normalise(ops, input, last, attributes.epsilon), weights.scale);
    return attributes.bias === false ? scaled : ops.add(scaled, weights.bias);
  },
  examples: [
    { source: "layer_norm", inputs: [[6]], output: [6], parameters: 12 },
    { source: "layer_norm(bias: false)", inputs: [[16, 8]], output: [16, 8], parameters: 8 },
  ],
});
