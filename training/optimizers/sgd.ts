/** Stochastic gradient descent, with momentum if asked. */
import { flag, number } from "../../catalog/attribute.ts";
import { defineOptimizer } from "../define.ts";
import { weightDecay, withDecay } from "./decay.ts";

export const sgd = defineOptimizer({
  name: "sgd",
  doc: "Stochastic gradient descent: each weight takes a step of `lr` times its gradient downhill. `momentum` keeps some of the last steps' direction.",
  formula: "v ← μ v + ∇L, w ← w − η v",
  attributes: {
    lr: number("Learning rate η: how long a step is.", { above: 0, fallback: 0.01 }),
    momentum: number("Share μ of the last direction that is kept.", { min: 0, below: 1, fallback: 0 }),
    nesterov: flag("Look ahead along the momentum (Nesterov 1983).", { fallback: false }),
    weight_decay: weightDecay(),
  },
  foreign: ["SGD", "optim.SGD", "torch.optim.SGD", "GradientDescent", "gradient_descent", "Momentum"],
  foreignAttributes: { learning_rate: "lr", eta: "lr" },
  moments: ({ momentum }) => (momentum > 0 ? { velocity: 0 } : {}),
  counters: () => ({}),
  count: () => ({}),
  update: (ops, { weight, gradient: slope, moments, rate, attributes: given }) => {
    const gradient = withDecay(ops, slope, weight, given.weight_decay);
    const { velocity } = moments;
    if (velocity === undefined) return { weight: ops.sub(weight, ops.mul(gradient, rate)), moments: {} };
    const kept = ops.constant(given.momentum);
    const next = ops.add(ops.mul(velocity, kept), gradient);
    const direction = given.nesterov ? ops.add(gradient, ops.mul(next, kept)) : next;
    return { weight: ops.sub(weight, ops.mul(direction, rate)), moments: { velocity: next } };
  },
});
