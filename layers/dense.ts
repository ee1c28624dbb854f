/** dense: every output is a weighted sum of all inputs. */
import { layerReference, size } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { biasFor, weightAttributes } from "./weight-attributes.ts";

export const dense = defineLayer({
  name: "dense",
  group: "dense",
  doc: "Each unit is a weighted sum of all inputs plus a bias, then the activation. Works on the last axis; the axes before it pass through.",
  input: "... features",
  attributes: {
    units: size("How many outputs."),
    ...weightAttributes,
    tie: layerReference("The label of a layer whose weight is used instead, transposed."),
  },
  formula: "y = f(x · W + b)",
  foreign: ["Linear", "nn.Linear", "Dense", "FullyConnected", "Gemm"],
  foreignAttributes: {
    out_features: "units",
    use_bias: "bias",
    kernel_initializer: "init",
    bias_initializer: "bias",
  },
  arithmetic: ({ features }, { units, bias }) =>
    bias === false
      ? `${features}·${units} = ${features * units} parameters`
      : `${features}·${units} + ${units} = ${features * units + units} parameters`,
  shape: ({ attributes }) => [attributes.units],
  weights: ({ features }, { units, bias, tie }) => ({
    weight: {
      shape: [features, units],
      fanIn: features,
      fanOut: units,
      starts: "weight",
      doc: "One column for each unit.",
      ...(tie === undefined ? {} : { tied: tie }),
    },
    bias: biasFor(units, bias, features),
  }),
  forward: (ops, { input, weights, attributes, activate }) => {
    // [batch, ..., features] · [features, units] → [batch, ..., units]
    const sums = ops.matmul(input, weights.weight);
    return activate(attributes.bias === false ? sums : ops.add(sums, weights.bias));
  },
  examples: [
    { source: "dense(8, tanh)", inputs: [[2]], output: [8], parameters: 24 },
    { source: "dense(5, bias: false)", inputs: [[4, 3]], output: [4, 5], parameters: 15 },
    { source: "dense(units: 1, activation: sigmoid)", inputs: [[2]], output: [1], parameters: 3 },
    { source: "dense(4, leaky_relu(0.1), init: normal(0.02))", inputs: [[6]], output: [4], parameters: 28 },
  ],
});
