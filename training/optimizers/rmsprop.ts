/** RMSprop: steps scaled by a running mean of the squared gradient. */
import { flag, number } from "../../catalog/attribute.ts";
import { defineOptimizer, kept } from "../define.ts";
import { weightDecay, withDecay } from "./decay.ts";
import { mix } from "./mix.ts";

export const rmsprop = defineOptimizer({
  name: "rmsprop",
  doc: "Each weight's step is divided by the root of a running mean of its squared gradient. (Hinton 2012)",
  formula: "v ← αv + (1 − α)∇L², w ← w − η ∇L / (√v + ε)",
  attributes: {
    lr: number("Learning rate η: how long a step is.", { above: 0, fallback: 0.01 }),
    alpha: number("How much of the squared gradient's running mean is kept at each step.", {
      min: 0,
      below: 1,
      fallback: 0.99,
    }),
    eps: number("Keeps the division finite where the gradient is zero.", { above: 0, fallback: 1e-8 }),
    momentum: number("Share of the last direction that is kept.", {
      min: 0,
      below: 1,
      fallback: 0,
      namedOnly: true,
    }),
    centered: flag("Scale by the gradient's variance instead of its mean square.", {
      fallback: false,
      namedOnly: true,
    }),
    weight_decay: weightDecay(),
  },
  foreign: ["RMSprop", "optim.RMSprop", "torch.optim.RMSprop", "RMSProp"],
  foreignAttributes: { learning_rate: "lr", rho: "alpha", epsilon: "eps" },
  moments: ({ momentum, centered }) => ({
    square: 0,
    ...(centered ? { mean: 0 } : {}),
    ...(momentum > 0 ? { velocity: 0 } : {}),
  }),
  counters: () => ({}),
  count: () => ({}),
  update: (ops, { weight, gradient: slope, moments, rate, attributes: given }) => {
    const gradient = withDecay(ops, slope, weight, given.weight_decay);
    const square = mix(ops, kept(moments, "square"), ops.mul(gradient, gradient), given.alpha);
    const mean = moments.mean === undefined ? undefined : mix(ops, moments.mean, gradient, given.alpha);
    // Rounding may leave a variance just below 0.
    const spread =
      mean === undefined ? square : ops.maximum(ops.sub(square, ops.mul(mean, mean)), ops.constant(0));
    const scaled = ops.div(gradient, ops.add(ops.sqrt(spread), ops.constant(given.eps)));
    const velocity =
      moments.velocity === undefined
        ? undefined
        : ops.add(ops.mul(moments.velocity, ops.constant(given.momentum)), scaled);
    return {
      weight: ops.sub(weight, ops.mul(velocity ?? scaled, rate)),
      moments: {
        square,
        ...(mean === undefined ? {} : { mean }),
        ...(velocity === undefined ? {} : { velocity }),
      },
    };
  },
});
