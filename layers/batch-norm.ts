/** batch_norm: every channel at mean 0 and variance 1 over the batch (Ioffe and Szegedy 2015). */
import { bias, flag, number } from "../catalog/attribute.ts";
import { elementsOf, type Ops } from "../engine/ops/ops.ts";
import { defineLayer } from "./define.ts";
import { alongChannels, meanOver, root, scaleFor } from "./normalise.ts";
import { biasFor } from "./weight-attributes.ts";

export const batchNorm = defineLayer({
  name: "batch_norm",
  group: "normalisation",
  doc: "While training, brings every channel to mean 0 and variance 1 over the batch; afterwards it uses the running averages of both. Then scales and shifts by learned numbers.",
  input: "channels ...",
  attributes: {
    epsilon: number("Keeps the root away from 0.", { fallback: 1e-5, above: 0 }),
    momentum: number("Weight of each new batch in the running averages.", { fallback: 0.1, min: 0, max: 1 }),
    bias: bias("`false` leaves the shift out."),
    frozen: flag("Keeps scale and shift as they start.", { fallback: false, namedOnly: true }),
  },
  formula: "y = (x − mean) / √(variance + epsilon) · scale + b, for each channel",
  foreign: ["BatchNorm1d", "BatchNorm2d", "nn.BatchNorm1d", "nn.BatchNorm2d", "BatchNormalization"],
  foreignAttributes: { eps: "epsilon" },
  weights: ({ channels }, attributes) => ({
    scale: scaleFor(channels, "channel"),
    bias: biasFor(channels, attributes.bias, 1),
  }),
  state: ({ channels }) => ({
    mean: { shape: [channels], starts: 0, doc: "Running mean of each channel." },
    variance: { shape: [channels], starts: 1, doc: "Running variance of each channel." },
  }),
  forward: (ops, { input, weights, state, attributes, training }) => {
    const { momentum, epsilon } = attributes;
    const rank = ops.shapeOf(input).length;
    const mean = training ? meanOfChannels(ops, input) : alongChannels(ops, state.mean, rank);
    const centred = ops.sub(input, mean);
    const variance = training
      ? meanOfChannels(ops, ops.mul(centred, centred))
      : alongChannels(ops, state.variance, rank);
    const normal = ops.div(centred, root(ops, variance, epsilon));
    const scaled = ops.mul(normal, alongChannels(ops, weights.scale, rank));
    const output =
      attributes.bias === false ? scaled : ops.add(scaled, alongChannels(ops, weights.bias, rank));
    if (!training) return { output, state };
    // The running variance is the unbiased one, as in PyTorch.
    const seen = elementsOf(ops.shapeOf(input)) / elementsOf(ops.shapeOf(state.mean));
    const unbiased = ops.mul(variance, ops.constant(seen / Math.max(seen - 1, 1)));
    return {
      output,
      state: {
        mean: blend(ops, state.mean, mean, momentum),
        variance: blend(ops, state.variance, unbiased, momentum),
      },
    };
  },
  examples: [
    { source: "batch_norm", inputs: [[8]], output: [8], parameters: 16 },
    { source: "batch_norm(bias: false)", inputs: [[6, 4, 4]], output: [6, 4, 4], parameters: 6 },
    { source: "batch_norm(momentum: 0.01)", inputs: [[3, 5, 2]], output: [3, 5, 2], parameters: 6 },
  ],
});

/** [batch, channels, …] → [1, channels, 1, …] */
const meanOfChannels = <T>(ops: Ops<T>, x: T): T =>
  meanOver(
    ops,
    x,
    [...ops.shapeOf(x).keys()].filter((axis) => axis !== 1),
  );

/** The running average [channels], moved towards what this batch has [1, channels, 1, …]. */
function blend<T>(ops: Ops<T>, old: T, seen: T, momentum: number): T {
  const added = ops.mul(ops.reshape(seen, ops.shapeOf(old)), ops.constant(momentum));
  return ops.add(ops.mul(old, ops.constant(1 - momentum)), added);
}
