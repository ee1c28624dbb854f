/** gelu: the Gaussian error linear unit (Hendrycks and Gimpel 2016). */
import { choice } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { defineActivation } from "./define-activation.ts";

export const gelu = defineActivation({
  name: "gelu",
  doc: "A smooth `relu`: each number times the probability that a standard normal one is below it. Usual in transformers.",
  attributes: {
    approximate: choice(["none", "tanh"], "`tanh` is the approximation that GPT-2 used.", {
      fallback: "none",
    }),
  },
  formula: "y = x · ½ · (1 + erf(x / √2))",
  family: "relu",
  foreign: ["GELU", "nn.GELU", "F.gelu", "Gelu"],
  apply: (ops, x, { approximate }) => {
    const bell =
      approximate === "tanh" ? ops.tanh(cubic(ops, x)) : ops.erf(ops.mul(x, ops.constant(Math.SQRT1_2)));
    return ops.mul(ops.mul(x, ops.constant(0.5)), ops.add(bell, ops.constant(1)));
  },
  examples: ["gelu(approximate: tanh)"],
});

/** √(2 / π) · (x + 0.044715 · x³) */
function cubic<T>(ops: Ops<T>, x: T): T {
  const bracket = ops.add(ops.mul(ops.mul(x, x), ops.constant(0.044715)), ops.constant(1));
  return ops.mul(ops.mul(x, bracket), ops.constant(0.7978845608028654));
}
