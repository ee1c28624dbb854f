/** Rosenblatt's rule: a unit learns from its mistakes, and only from them. */
import { number } from "../../catalog/attribute.ts";
import { defineOptimizer } from "../define.ts";

export const perceptron = defineOptimizer({
  name: "perceptron",
  doc: "Rosenblatt's rule: after a wrong answer the weights move by `lr` times the input, towards the right answer; after a right one they stay. For a network that ends in `dense(…, step)`. It needs no `loss`; one row is a step unless `batch` says otherwise. (Rosenblatt 1958)",
  formula: "w ← w + η t x where t (w·x) ≤ 0, t = ±1",
  attributes: {
    lr: number("Learning rate η: how far a mistake moves the weights.", { above: 0, fallback: 1 }),
  },
  foreign: ["Perceptron", "rosenblatt"],
  foreignAttributes: { eta0: "lr", learning_rate: "lr" },
  correctsMistakes: true,
  moments: () => ({}),
  counters: () => ({}),
  count: () => ({}),
  // The gradient is that of Σ −t (w·x) over the mistakes.
  update: (ops, { weight, gradient, rate }) => ({
    weight: ops.sub(weight, ops.mul(gradient, rate)),
    moments: {},
  }),
});
