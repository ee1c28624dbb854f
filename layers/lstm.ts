/** lstm: long short-term memory, a recurrent layer whose cells keep numbers until a gate lets go of them. */
import { number } from "../catalog/attribute.ts";
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

const GATES = 4;

export const lstm = defineLayer({
  name: "lstm",
  group: "sequence",
  doc: "Reads a sequence step by step. Each unit has a cell that gates write to, keep and read, so that something seen early still counts much later (Hochreiter & Schmidhuber 1997).",
  input: "time features",
  attributes: {
    ...recurrentAttributes,
    forget_bias: number(
      "Added to what the forget gate gets, so that cells keep what they hold until training says otherwise (Gers et al. 2000).",
      { fallback: 1, namedOnly: true },
    ),
  },
  formula: "i, f, o = σ(x·Wx + h·Wh + b); g = tanh(x·Wx + h·Wh + b); c' = f·c + i·g; h' = o·tanh(c')",
  foreign: ["LSTM", "nn.LSTM", "CuDNNLSTM"],
  foreignAttributes: {
    hidden_size: "units",
    kernel_initializer: "init",
    use_bias: "bias",
  },
  arithmetic: ({ features }, attributes) => recurrentArithmetic(features, attributes, GATES),
  shape: recurrentShape,
  weights: ({ features }, attributes) => recurrentWeights(features, attributes, GATES),
  forward: (ops, { input, weights, attributes }) => {
    const { units, bias, forget_bias: forget } = attributes;
    const zeros = zeroState(ops, input, units);
    return readDirections(ops, attributes, (prefix, reverse) =>
      readSequence(ops, lstmStep, {
        input,
        weight: weights[`${prefix}input`],
        bias: gateBias(ops, bias === false ? undefined : weights[`${prefix}bias`], units, forget),
        captured: { recurrent: weights[`${prefix}recurrent`] },
        initial: { hidden: zeros, cell: zeros },
        reverse,
      }),
    );
  },
  examples: [
    { source: "lstm(4)", inputs: [[5, 3]], output: [5, 4], parameters: 128 },
    { source: "lstm(4, return: last)", inputs: [[5, 3]], output: [4], parameters: 128 },
    { source: "lstm(3, bidirectional: true)", inputs: [[4, 2]], output: [4, 6], parameters: 144 },
    { source: "lstm(3, last, bias: false, forget_bias: 0)", inputs: [[4, 2]], output: [3], parameters: 60 },
  ],
});

/** Gates in PyTorch's order: input, forget, candidate, output. States: hidden [batch, units], cell [batch, units]. */
export const lstmStep: Step<"hidden" | "cell", "sums", "recurrent"> = (ops, now) => {
  const { hidden, cell } = now.states;
  const { recurrent } = now.captured;
  const { sums } = now.elements;
  const all = ops.add(sums, ops.matmul(hidden, recurrent));
  const [, units = 0] = ops.shapeOf(hidden);
  const gate = (place: number) => ops.slice(all, 1, place * units, (place + 1) * units);
  const kept = ops.mul(logistic(ops, gate(1)), cell);
  const written = ops.mul(logistic(ops, gate(0)), ops.tanh(gate(2)));
  const next = ops.add(kept, written);
  return { hidden: ops.mul(logistic(ops, gate(3)), ops.tanh(next)), cell: next };
};

/** The bias with the forget gate's share raised. */
function gateBias<T>(ops: Ops<T>, bias: T | undefined, units: number, forget: number): T | undefined {
  if (forget === 0) return bias;
  const raised = ops.concat(
    [ops.constant(0, [units]), ops.constant(forget, [units]), ops.constant(0, [2 * units])],
    0,
  );
  return bias === undefined ? raised : ops.add(bias, raised);
}
