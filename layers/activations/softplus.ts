/** softplus: the smooth rectifier. */
import type { Ops } from "../../engine/ops/ops.ts";
import { defineActivation } from "./define-activation.ts";

export const softplus = defineActivation({
  name: "softplus",
  doc: "A smooth `relu` that is always positive; its slope is the sigmoid.",
  attributes: {},
  formula: "y = ln(1 + e^x)",
  family: "relu",
  foreign: ["Softplus", "nn.Softplus", "F.softplus"],
  apply: (ops, x) => smoothRectifier(ops, x),
});

/** ln(1 + e^x) = (x + |x|) / 2 + ln(1 + e^(−|x|)), which never overflows and has slope ½ at 0 whatever that of |x| is there. */
export function smoothRectifier<T>(ops: Ops<T>, x: T): T {
  const size = ops.abs(x);
  const line = ops.mul(ops.add(x, size), ops.constant(0.5));
  return ops.add(line, ops.log1p(ops.exp(ops.neg(size))));
}
