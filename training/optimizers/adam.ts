/** Adam: steps scaled by running means of the gradient and of its square. */
import { number } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { defineOptimizer, kept } from "../define.ts";

export const adam = defineOptimizer({
  name: "adam",
  doc: "Each weight has its own step length, from running means of its gradient and of the gradient's square. A good first choice. (Kingma and Ba 2015)",
  formula: "m ← β₁m + (1 − β₁)∇L, v ← β₂v + (1 − β₂)∇L², w ← w − η m̂ / (√v̂ + ε)",
  attributes: {
    lr: number("Learning rate η: how long a step is.", { above: 0, fallback: 0.001 }),
    beta1: number("How much of the gradient's running mean is kept at each step.", {
      min: 0,
      below: 1,
      fallback: 0.9,
    }),
    beta2: number("How much of the squared gradient's running mean is kept at each step.", {
      min: 0,
      below: 1,
      fallback: 0.999,
    }),
    eps: number("Keeps the division finite where the gradient is zero.", { above: 0, fallback: 1e-8 }),
  },
  foreign: ["Adam", "optim.Adam", "torch.optim.Adam"],
  foreignAttributes: { learning_rate: "lr", beta_1: "beta1", beta_2: "beta2", epsilon: "eps" },
  moments: () => ["m", "v"],
  // 1 − βᵗ, built up as c ← βc + (1 − β): taking βᵗ from 1 would lose most digits in single precision.
  counters: () => ({ correction1: 0, correction2: 0 }),
  count: (ops, counters, { beta1, beta2 }) => {
    const one = ops.constant(1);
    return {
      correction1: mix(ops, kept(counters, "correction1"), one, beta1),
      correction2: mix(ops, kept(counters, "correction2"), one, beta2),
    };
  },
  update: (ops, { weight, gradient, moments, counters, rate, attributes: { beta1, beta2, eps } }) => {
    const m = mix(ops, kept(moments, "m"), gradient, beta1);
    const v = mix(ops, kept(moments, "v"), ops.mul(gradient, gradient), beta2);
    const stepLength = ops.div(rate, kept(counters, "correction1"));
    const rootScale = ops.div(ops.constant(1), ops.sqrt(kept(counters, "correction2")));
    const scale = ops.add(ops.mul(ops.sqrt(v), rootScale), ops.constant(eps));
    return { weight: ops.sub(weight, ops.mul(ops.div(m, scale), stepLength)), moments: { m, v } };
  },
});

/** β · mean + (1 − β) · next */
const mix = <T>(ops: Ops<T>, mean: T, next: T, beta: number): T =>
  ops.add(ops.mul(mean, ops.constant(beta)), ops.mul(next, ops.constant(1 - beta)));
