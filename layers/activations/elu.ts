/** elu: the exponential linear unit (Clevert et al. 2015). */
import { number } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { defineActivation } from "./define-activation.ts";

export const elu = defineActivation({
  name: "elu",
  doc: "Passes what is positive; bends the negative side smoothly towards −alpha.",
  attributes: { alpha: number("How far down the negative side goes.", { fallback: 1, above: 0 }) },
  formula: "y = x if x > 0, else alpha · (e^x − 1)",
  family: "relu",
  foreign: ["ELU", "nn.ELU", "F.elu", "Elu"],
  apply: (ops, x, { alpha }) => exponentialLinear(ops, x, alpha),
  examples: ["elu(0.5)"],
});

/** The exponential sees no positive number, so it cannot overflow in the branch that is not taken. */
export function exponentialLinear<T>(ops: Ops<T>, x: T, alpha: number): T {
  const zero = ops.constant(0);
  const bent = ops.mul(ops.expm1(ops.minimum(zero, x)), ops.constant(alpha));
  return ops.select(ops.greater(x, zero), x, bent);
}
