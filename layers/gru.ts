/** gru: the gated recurrent unit, a recurrent layer that keeps or renews each number of its state. */
import { choice } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import type { Step } from "../engine/ops/recur.ts";
import { logistic } from "./activations/sigmoid.ts";
import { defineLayer } from "./define.ts";
import {
  readDirections,
  readSequence,
  recurrentArithmetic,
  recurrentAttributes,
  recurrentShape,
  recurrentWeights,
  zeroState,
} from "./recurrent.ts";

const GATES = 3;

export const gru = defineLayer({
  name: "gru",
  group: "sequence",
  doc: "Reads a sequence step by step. Each unit decides how much of its state to keep and how much to renew: about as able as `lstm`, with fewer parameters (Cho et al. 2014).",
  input: "time features",
  attributes: {
    ...recurrentAttributes,
    reset: choice(
      ["after", "before"],
      "Whether the reset gate acts after the recurrent product, as in PyTorch and Keras, or on the state before it, as in the first paper.",
      { fallback: "after", namedOnly: true },
    ),
  },
  formula: "r, z = σ(x·Wx + h·Wh + b); n = tanh(x·Wx + b + r·(h·Wh + bh)); h' = (1 − z)·n + z·h",
  foreign: ["GRU", "nn.GRU", "CuDNNGRU"],
  foreignAttributes: {
    hidden_size: "units",
    kernel_initializer: "init",
    use_bias: "bias",
  },
  arithmetic: ({ features }, attributes) => {
    const { bias, reset, units } = attributes;
    return recurrentArithmetic(features, attributes, GATES, bias !== false && reset === "after" ? units : 0);
  },
  shape: recurrentShape,
  weights: ({ features }, attributes) => {
    const { units, bidirectional, bias, reset } = attributes;
    const inner =
      bias === false || reset === "before"
        ? undefined
        : ({
            shape: [units],
            fanIn: units,
            fanOut: units,
            starts: "bias",
            doc: "Added to the state's share of the new value, within the reset gate's reach.",
          } as const);
    return {
      ...recurrentWeights(features, attributes, GATES),
      recurrent_bias: inner,
      backward_recurrent_bias: bidirectional ? inner : undefined,
    };
  },
  forward: (ops, { input, weights, attributes }) => {
    const { units, bias, reset } = attributes;
    const none = ops.constant(0, [units]);
    return readDirections(ops, attributes, (prefix, reverse) => {
      const recurrent = weights[`${prefix}recurrent`];
      const reading = {
        input,
        weight: weights[`${prefix}input`],
        bias: bias === false ? undefined : weights[`${prefix}bias`],
        initial: { hidden: zeroState(ops, input, units) },
        reverse,
      };
      const innerBias = bias === false ? none : weights[`${prefix}recurrent_bias`];
      return reset === "before"
        ? readSequence(ops, resetBeforeStep, { ...reading, captured: splitRecurrent(ops, recurrent) })
        : readSequence(ops, gruStep, { ...reading, captured: { recurrent, innerBias } });
    });
  },
  examples: [
    { source: "gru(4)", inputs: [[5, 3]], output: [5, 4], parameters: 100 },
    { source: "gru(4, return: last)", inputs: [[5, 3]], output: [4], parameters: 100 },
    { source: "gru(3, bidirectional: true)", inputs: [[4, 2]], output: [4, 6], parameters: 114 },
    { source: "gru(3, last, bias: false)", inputs: [[4, 2]], output: [3], parameters: 45 },
    { source: "gru(3, reset: before)", inputs: [[4, 2]], output: [4, 3], parameters: 54 },
  ],
});

/** Gates in PyTorch's order: reset, update, new value. One state, [batch, units]. */
export const gruStep: Step<"hidden", "sums", "recurrent" | "innerBias"> = (
  ops,
  { states: { hidden }, elements: { sums }, captured: { recurrent, innerBias } },
) => {
  const [, units = 0] = ops.shapeOf(hidden);
  const product = ops.matmul(hidden, recurrent);
  const both = (place: number) =>
    ops.add(gateOf(ops, sums, units, place), gateOf(ops, product, units, place));
  const inner = ops.add(gateOf(ops, product, units, 2), innerBias);
  const renewed = ops.add(gateOf(ops, sums, units, 2), ops.mul(logistic(ops, both(0)), inner));
  return { hidden: blend(ops, hidden, ops.tanh(renewed), logistic(ops, both(1))) };
};

/** The same with the state reset before the product. */
export const resetBeforeStep: Step<"hidden", "sums", "forGates" | "forValue"> = (
  ops,
  { states: { hidden }, elements: { sums }, captured: { forGates, forValue } },
) => {
  const [, units = 0] = ops.shapeOf(hidden);
  const product = ops.matmul(hidden, forGates);
  const both = (place: number) =>
    ops.add(gateOf(ops, sums, units, place), gateOf(ops, product, units, place));
  const inner = ops.matmul(ops.mul(logistic(ops, both(0)), hidden), forValue);
  const renewed = ops.tanh(ops.add(gateOf(ops, sums, units, 2), inner));
  return { hidden: blend(ops, hidden, renewed, logistic(ops, both(1))) };
};

/** [units, 3 · units] → the columns of both gates, [units, 2 · units], and those of the new value, [units, units]. */
export function splitRecurrent<T>(ops: Ops<T>, recurrent: T): { forGates: T; forValue: T } {
  const [units = 0] = ops.shapeOf(recurrent);
  return {
    forGates: ops.slice(recurrent, 1, 0, 2 * units),
    forValue: ops.slice(recurrent, 1, 2 * units, 3 * units),
  };
}

/** [batch, gates × units] → [batch, units] */
const gateOf = <T>(ops: Ops<T>, gates: T, units: number, place: number): T =>
  ops.slice(gates, 1, place * units, (place + 1) * units);

/** (1 − update) · renewed + update · hidden */
const blend = <T>(ops: Ops<T>, hidden: T, renewed: T, update: T): T =>
  ops.add(renewed, ops.mul(update, ops.sub(hidden, renewed)));
