/** rnn: the simple recurrent layer of Elman. */
import { activation, type Call } from "../catalog/attribute.ts";
import type { Step } from "../engine/ops/recur.ts";
import { defineLayer } from "./define.ts";
import { applyActivation } from "./forward.ts";
import {
  readDirections,
  readSequence,
  recurrentArithmetic,
  recurrentAttributes,
  recurrentShape,
  recurrentWeights,
  zeroState,
} from "./recurrent.ts";

const { units, ...rest } = recurrentAttributes;

export const rnn = defineLayer({
  name: "rnn",
  group: "sequence",
  doc: "Reads a sequence step by step: the new state is a weighted sum of the input and of the state before, through the activation. What is far back fades quickly; `lstm` and `gru` keep it longer (Elman 1990).",
  input: "time features",
  attributes: {
    units,
    activation: activation("The function that each new state goes through; a bare name will do: `relu`.", {
      fallback: { name: "tanh", attributes: {} },
    }),
    ...rest,
  },
  formula: "h' = f(x·Wx + h·Wh + b)",
  foreign: ["RNN", "nn.RNN", "SimpleRNN"],
  foreignAttributes: {
    hidden_size: "units",
    nonlinearity: "activation",
    kernel_initializer: "init",
    use_bias: "bias",
  },
  arithmetic: ({ features }, attributes) => recurrentArithmetic(features, attributes, 1),
  shape: recurrentShape,
  weights: ({ features }, attributes) => recurrentWeights(features, attributes, 1),
  forward: (ops, { input, weights, attributes }) =>
    readDirections(ops, attributes, (prefix, reverse) =>
      readSequence(ops, rnnStep(attributes.activation), {
        input,
        weight: weights[`${prefix}input`],
        bias: attributes.bias === false ? undefined : weights[`${prefix}bias`],
        captured: { recurrent: weights[`${prefix}recurrent`] },
        initial: { hidden: zeroState(ops, input, attributes.units) },
        reverse,
      }),
    ),
  examples: [
    { source: "rnn(4)", inputs: [[5, 3]], output: [5, 4], parameters: 32 },
    { source: "rnn(4, relu, return: last)", inputs: [[5, 3]], output: [4], parameters: 32 },
    { source: "rnn(3, bidirectional: true)", inputs: [[4, 2]], output: [4, 6], parameters: 36 },
    {
      source: "rnn(3, sigmoid, last, bidirectional: true, bias: false)",
      inputs: [[4, 2]],
      output: [6],
      parameters: 30,
    },
  ],
});

/** One state, [batch, units]. */
export const rnnStep =
  (f: Call): Step<"hidden", "sums", "recurrent"> =>
  (ops, { states: { hidden }, elements: { sums }, captured: { recurrent } }) => ({
    hidden: applyActivation(ops, f, ops.add(sums, ops.matmul(hidden, recurrent))),
  });
