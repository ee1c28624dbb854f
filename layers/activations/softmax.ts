/** softmax: numbers into probabilities. */
import { number } from "../../catalog/attribute.ts";
import { defineLayer } from "../define.ts";
import { axisAttribute, checkAxis, shifted } from "./along-axis.ts";

export const softmax = defineLayer({
  name: "softmax",
  group: "activation",
  doc: "Turns numbers into probabilities that add up to 1 along an axis. Cross-entropy takes the numbers before it.",
  input: "...",
  attributes: {
    axis: axisAttribute,
    temperature: number("Above 1 evens the probabilities out, below 1 sharpens them.", {
      fallback: 1,
      above: 0,
    }),
  },
  formula: "yᵢ = e^(xᵢ / T) / Σⱼ e^(xⱼ / T)",
  family: "saturating",
  foreign: ["Softmax", "nn.Softmax", "F.softmax", "Softmax2d"],
  foreignAttributes: { dim: "axis" },
  shape: ({ inputs, attributes }, rule) => checkAxis("softmax", attributes.axis, inputs, rule),
  forward: (ops, { input, attributes }) => {
    const { x, axis } = shifted(ops, input, attributes.axis);
    const scaled = attributes.temperature === 1 ? x : ops.div(x, ops.constant(attributes.temperature));
    const powers = ops.exp(scaled);
    return ops.div(powers, ops.sum(powers, [axis]));
  },
  examples: [
    { source: "softmax", inputs: [[10]], output: [10], parameters: 0 },
    { source: "softmax(0)", inputs: [[3, 8, 8]], output: [3, 8, 8], parameters: 0 },
    { source: "softmax(temperature: 0.5)", inputs: [[10]], output: [10], parameters: 0 },
  ],
});
