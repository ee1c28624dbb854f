/** log_softmax: the logarithm of softmax, without the rounding of taking it afterwards. */
import { defineLayer } from "../define.ts";
import { axisAttribute, checkAxis, shifted } from "./along-axis.ts";

export const logSoftmax = defineLayer({
  name: "log_softmax",
  group: "activation",
  doc: "The logarithm of `softmax`, exact where a probability is too small to be written down.",
  input: "...",
  attributes: { axis: axisAttribute },
  formula: "yᵢ = xᵢ − ln Σⱼ e^xⱼ",
  family: "saturating",
  foreign: ["LogSoftmax", "nn.LogSoftmax", "F.log_softmax"],
  foreignAttributes: { dim: "axis" },
  shape: ({ inputs, attributes }, rule) => checkAxis("log_softmax", attributes.axis, inputs, rule),
  forward: (ops, { input, attributes }) => {
    const { x, axis } = shifted(ops, input, attributes.axis);
    return ops.sub(x, ops.log(ops.sum(ops.exp(x), [axis])));
  },
  examples: [
    { source: "log_softmax", inputs: [[10]], output: [10], parameters: 0 },
    { source: "log_softmax(axis: -2)", inputs: [[5, 27]], output: [5, 27], parameters: 0 },
  ],
});
