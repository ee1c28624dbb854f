/** neuron: the unit of McCulloch and Pitts (1943). Its weights are given, not learned. */
import { number, numbers } from "../catalog/attribute.ts";
import { formatSize } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";

export const neuron = defineLayer({
  name: "neuron",
  group: "dense",
  doc: "One McCulloch–Pitts unit: 1 where the weighted sum of its inputs reaches the threshold, else 0. Nothing is learned.",
  input: "... features",
  attributes: {
    weights: numbers("One for each input; negative ones inhibit."),
    threshold: number("The sum from which on the unit fires."),
  },
  formula: "y = 1 if x · w ≥ threshold, else 0",
  arithmetic: (_, { weights, threshold }) =>
    `${weights.map((weight, index) => `${weight}·x${index + 1}`).join(" + ")} ≥ ${threshold}`,
  shape: ({ axes: { features }, attributes: { weights } }, rule) => {
    rule.equal(features, weights.length, {
      kind: "count-differs",
      what: `The neuron has ${weights.length} weights and gets ${formatSize(features)} numbers.`,
      why: "Each input is multiplied by a weight of its own.",
      advice: "Give as many weights as there are inputs.",
      axis: "features",
      attribute: "weights",
    });
    return [1];
  },
  forward: (ops, { input, attributes: { weights, threshold } }) => {
    const last = ops.shapeOf(input).length - 1;
    const parts = weights.map((weight, index) =>
      ops.mul(ops.slice(input, last, index, index + 1), ops.constant(weight)),
    );
    const sum = parts.reduce((total, part) => ops.add(total, part));
    return ops.greaterEqual(sum, ops.constant(threshold));
  },
  examples: [
    { source: "neuron(weights: [1, 1], threshold: 2)", inputs: [[2]], output: [1], parameters: 0 },
    { source: "neuron([1, 1, -2], 1)", inputs: [[5, 3]], output: [5, 1], parameters: 0 },
  ],
});
