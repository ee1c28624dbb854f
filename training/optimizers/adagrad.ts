/** Adagrad: steps scaled by all squared gradients so far. */
import { number } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { defineOptimizer, kept } from "../define.ts";
import { weightDecay, withDecay } from "./decay.ts";

export const adagrad = defineOptimizer({
  name: "adagrad",
  doc: "Each weight's step is divided by the root of the sum of all its squared gradients: often used weights settle, rare ones still move. (Duchi et al. 2011)",
  formula: "s ← s + ∇L², w ← w − η ∇L / (√s + ε)",
  attributes: {
    lr: number("Learning rate η: how long a step is.", { above: 0, fallback: 0.01 }),
    eps: number("Keeps the division finite where the gradient is zero.", { above: 0, fallback: 1e-10 }),
    lr_decay: number("How fast the rate falls: at step t it is η / (1 + (t − 1) · this).", {
      min: 0,
      fallback: 0,
      namedOnly: true,
    }),
    start: number("What the sum of squares starts with.", { min: 0, fallback: 0, namedOnly: true }),
    weight_decay: weightDecay(),
  },
  foreign: ["Adagrad", "optim.Adagrad", "torch.optim.Adagrad", "AdaGrad"],
  foreignAttributes: { learning_rate: "lr", epsilon: "eps", initial_accumulator_value: "start" },
  moments: ({ start }) => ({ sum: start }),
  // 1 + (t − 1) · decay, of the step that is next.
  counters: ({ lr_decay }) => startsSlowing(lr_decay),
  count: (ops, counters, { lr_decay }) => slowed(ops, counters, lr_decay),
  update: (ops, { weight, gradient: slope, moments, counters, rate, attributes: given }) => {
    const gradient = withDecay(ops, slope, weight, given.weight_decay);
    const sum = ops.add(kept(moments, "sum"), ops.mul(gradient, gradient));
    const length = counters.slowing === undefined ? rate : ops.div(rate, counters.slowing);
    const scaled = ops.div(gradient, ops.add(ops.sqrt(sum), ops.constant(given.eps)));
    return { weight: ops.sub(weight, ops.mul(scaled, length)), moments: { sum } };
  },
});

const startsSlowing = (decay: number): Readonly<Record<string, number>> =>
  decay > 0 ? { slowing: 1 - decay } : {};

function slowed<T>(
  ops: Ops<T>,
  counters: Readonly<Record<string, T>>,
  decay: number,
): Readonly<Record<string, T>> {
  return decay > 0 ? { slowing: ops.add(kept(counters, "slowing"), ops.constant(decay)) } : {};
}
