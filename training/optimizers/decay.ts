/** Weight decay as a part of the gradient: what most optimizers mean by it. */
import { number } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";

export const weightDecay = () =>
  number("Share of each weight that is added to its gradient, so that unused weights shrink.", {
    min: 0,
    fallback: 0,
    namedOnly: true,
  });

/** ∇L + λ w */
export const withDecay = <T>(ops: Ops<T>, gradient: T, weight: T, decay: number): T =>
  decay === 0 ? gradient : ops.add(gradient, ops.mul(weight, ops.constant(decay)));
