/** Adam: steps scaled by running means of the gradient and of its square; and AdamW, which shrinks weights apart from that. */
import { flag, number } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { defineOptimizer, kept, type UpdateCall, type Updated } from "../define.ts";
import { weightDecay, withDecay } from "./decay.ts";
import { mix } from "./mix.ts";

const attributes = {
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
};

const amsgrad = flag("Scale by the largest running mean so far (Reddi et al. 2018).", {
  fallback: false,
  namedOnly: true,
});

const foreignAttributes = { learning_rate: "lr", beta_1: "beta1", beta_2: "beta2", epsilon: "eps" };

export const adam = defineOptimizer({
  name: "adam",
  doc: "Each weight has its own step length, from running means of its gradient and of the gradient's square. A good first choice. (Kingma and Ba 2015)",
  formula: "m ← β₁m + (1 − β₁)∇L, v ← β₂v + (1 − β₂)∇L², w ← w − η m̂ / (√v̂ + ε)",
  attributes: { ...attributes, weight_decay: weightDecay(), amsgrad },
  foreign: ["Adam", "optim.Adam", "torch.optim.Adam"],
  foreignAttributes,
  moments: (given) => momentsOf(given.amsgrad),
  counters: () => noCorrection,
  count: (ops, counters, { beta1, beta2 }) => corrections(ops, counters, beta1, beta2),
  update: (ops, call) => {
    const { weight, gradient, attributes: given } = call;
    return adamStep(ops, call, withDecay(ops, gradient, weight, given.weight_decay));
  },
});

export const adamw = defineOptimizer({
  name: "adamw",
  doc: "`adam` that also shrinks every weight by a share of itself at each step, whatever its gradient is. (Loshchilov and Hutter 2019)",
  formula: "w ← w − ηλw, then as adam",
  attributes: {
    ...attributes,
    weight_decay: number("Share λ of each weight that it loses at each step, times the learning rate.", {
      min: 0,
      fallback: 0.01,
    }),
    amsgrad,
  },
  foreign: ["AdamW", "optim.AdamW", "torch.optim.AdamW"],
  foreignAttributes,
  moments: (given) => momentsOf(given.amsgrad),
  counters: () => noCorrection,
  count: (ops, counters, { beta1, beta2 }) => corrections(ops, counters, beta1, beta2),
  update: (ops, call) => {
    const lost = ops.mul(call.rate, ops.constant(call.attributes.weight_decay));
    const weight = ops.sub(call.weight, ops.mul(call.weight, lost));
    return adamStep(ops, { ...call, weight }, call.gradient);
  },
});

const momentsOf = (largest: boolean): Readonly<Record<string, number>> =>
  largest ? { m: 0, v: 0, largest: 0 } : { m: 0, v: 0 };

/** 1 − βᵗ, built up as c ← βc + (1 − β): taking βᵗ from 1 would lose most digits in single precision. */
const noCorrection = { correction1: 0, correction2: 0 };

function corrections<T>(ops: Ops<T>, counters: Readonly<Record<string, T>>, beta1: number, beta2: number) {
  const one = ops.constant(1);
  return {
    correction1: mix(ops, kept(counters, "correction1"), one, beta1),
    correction2: mix(ops, kept(counters, "correction2"), one, beta2),
  };
}

function adamStep<T>(
  ops: Ops<T>,
  { weight, moments, counters, rate, attributes: given }: UpdateCall<T, typeof attributes>,
  gradient: T,
): Updated<T> {
  const m = mix(ops, kept(moments, "m"), gradient, given.beta1);
  const v = mix(ops, kept(moments, "v"), ops.mul(gradient, gradient), given.beta2);
  const largest = moments.largest === undefined ? undefined : ops.maximum(moments.largest, v);
  const stepLength = ops.div(rate, kept(counters, "correction1"));
  const rootScale = ops.div(ops.constant(1), ops.sqrt(kept(counters, "correction2")));
  const scale = ops.add(ops.mul(ops.sqrt(largest ?? v), rootScale), ops.constant(given.eps));
  return {
    weight: ops.sub(weight, ops.mul(ops.div(m, scale), stepLength)),
    moments: largest === undefined ? { m, v } : { m, v, largest },
  };
}
