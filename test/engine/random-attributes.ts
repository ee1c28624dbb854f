/** Random values for the attributes that an author must give, and for some that make a layer more than its fallbacks. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import { call } from "./experiments.ts";

/** A whole number in [0, below). */
export type Pick = (below: number) => number;
export type Attributes = Readonly<Record<string, AttributeValue>>;

type Generator = (pick: Pick, input: readonly number[]) => Attributes;

const plain = ["tanh", "relu", "sigmoid", "elu", "swish", "identity"];

const activation = (pick: Pick): AttributeValue => call(plain[pick(plain.length)]!);
/** Sizes from 1 up for so many axes. */
const some = (pick: Pick, axes: number, below: number): readonly number[] =>
  Array.from({ length: axes }, () => 1 + pick(below));

const convolution =
  (axes: number): Generator =>
  (pick, [channels = 1]) => {
    const groups = channels % 2 === 0 ? 1 + pick(2) : 1;
    return {
      filters: groups * (1 + pick(3)),
      kernel: some(pick, axes, 3),
      stride: some(pick, axes, 2),
      padding: pick(2) === 0 ? "same" : Array.from({ length: axes }, () => [pick(2), pick(2)]),
      groups,
      bias: pick(4) > 0,
      activation: activation(pick),
    };
  };

const transposed =
  (axes: number): Generator =>
  (pick) => {
    const stride = some(pick, axes, 2);
    return {
      filters: 1 + pick(3),
      kernel: some(pick, axes, 3),
      stride,
      output_padding: stride.map((step) => pick(step)),
      activation: activation(pick),
    };
  };

const maxPool =
  (axes: number): Generator =>
  (pick) => ({ kernel: some(pick, axes, 2), stride: some(pick, axes, 2) });
const avgPool =
  (axes: number): Generator =>
  (pick) => ({ kernel: some(pick, axes, 2), padding: "same", count_padding: pick(2) === 0 });
const alongAxis: Generator = (pick, { length }) => ({ axis: pick(Math.max(length, 1)), keep: pick(2) === 0 });

const recurrent: Generator = (pick) => ({
  units: 1 + pick(4),
  return: pick(2) === 0 ? "sequence" : "last",
  bidirectional: pick(3) === 0,
  bias: pick(3) > 0,
});

export const generators: Readonly<Record<string, Generator>> = {
  dense: (pick) => ({ units: 1 + pick(7), bias: pick(4) > 0, activation: activation(pick) }),
  conv1d: convolution(1),
  conv2d: convolution(2),
  conv3d: convolution(3),
  depthwise_conv2d: (pick) => ({
    kernel: some(pick, 2, 3),
    multiplier: 1 + pick(2),
    padding: "same",
    activation: activation(pick),
  }),
  conv_transpose1d: transposed(1),
  conv_transpose2d: transposed(2),
  max_pool1d: maxPool(1),
  max_pool2d: maxPool(2),
  max_pool3d: maxPool(3),
  avg_pool1d: avgPool(1),
  avg_pool2d: avgPool(2),
  avg_pool3d: avgPool(3),
  adaptive_avg_pool2d: (pick) => ({ size: some(pick, 2, 3) }),
  upsample: (pick) => ({ scale: some(pick, 2, 2), mode: pick(2) === 0 ? "nearest" : "bilinear" }),
  pad: (pick) => ({ before: [pick(2), pick(2)], after: [pick(2), pick(2)], value: pick(2) }),
  crop: (pick) => ({ before: [pick(2), pick(2)], after: [pick(2), pick(2)] }),
  reshape: (pick, input) => ({ shape: pick(2) === 0 ? [-1] : [input.at(-1) ?? 1, -1] }),
  permute: (_, input) => ({ order: [...input.keys()].reverse() }),
  squeeze: (_, input) => ({ axis: Math.max(0, input.indexOf(1)) }),
  slice: (pick) => ({ start: pick(2), axis: -1 }),
  mean: alongAxis,
  sum: alongAxis,
  max: alongAxis,
  neuron: (pick, input) => ({
    weights: Array.from({ length: input.at(-1) ?? 1 }, () => pick(3) - 1),
    threshold: 0.3 + pick(2),
  }),
  group_norm: (pick, [channels = 1]) => ({ groups: channels % 2 === 0 ? 2 : 1, bias: pick(3) > 0 }),
  instance_norm: (pick) => ({ affine: pick(2) === 0 }),
  gaussian_noise: (pick) => ({ stddev: 0.1 * (1 + pick(5)) }),
  embedding: (pick) => ({ width: 1 + pick(3), vocabulary: 2 + pick(3) }),
  positional: (pick, [, width = 1]) => ({
    kind: ["learned", "sinusoidal", width % 2 === 0 ? "rope" : "learned"][pick(3)]!,
    pairs: pick(2) === 0 ? "half" : "interleaved",
  }),
  attention: (pick, [, width = 1]) => ({
    heads: width % 2 === 0 ? 1 + pick(2) : 1,
    causal: pick(2) === 0,
    bias: pick(3) > 0,
  }),
  rnn: (pick) => ({ ...recurrent(pick, []), activation: activation(pick) }),
  lstm: recurrent,
  gru: (pick) => ({ ...recurrent(pick, []), reset: pick(2) === 0 ? "after" : "before" }),
  lif: (pick) => ({
    units: 1 + pick(4),
    tau: 2 + pick(10),
    threshold: 0.05 * (1 + pick(4)),
    refractory: pick(3),
    bias: pick(3) > 0,
  }),
  dropout: (pick) => ({ rate: 0.1 * (1 + pick(5)) }),
};
