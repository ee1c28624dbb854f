/** hard_sigmoid: the sigmoid in three straight pieces. */
import type { Ops } from "../../engine/ops/ops.ts";
import { defineActivation } from "./define-activation.ts";

export const hardSigmoid = defineActivation({
  name: "hard_sigmoid",
  doc: "A `sigmoid` made of three straight pieces: 0 up to −3, 1 from 3 on, a line between.",
  attributes: {},
  formula: "y = min(max(x + 3, 0), 6) / 6",
  family: "saturating",
  foreign: ["Hardsigmoid", "nn.Hardsigmoid", "F.hardsigmoid", "HardSigmoid"],
  apply: (ops, x) => ramp(ops, x),
});

export function ramp<T>(ops: Ops<T>, x: T): T {
  const raised = ops.maximum(ops.add(x, ops.constant(3)), ops.constant(0));
  return ops.div(ops.minimum(raised, ops.constant(6)), ops.constant(6));
}
