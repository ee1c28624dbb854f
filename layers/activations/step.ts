/** step: the threshold of McCulloch and Pitts (1943). */
import { defineActivation } from "./define-activation.ts";

export const step = defineActivation({
  name: "step",
  doc: "1 from 0 on, 0 below: the threshold of the first artificial neurons. Its slope is 0, so gradients stop here.",
  attributes: {},
  formula: "y = 1 if x ≥ 0, else 0",
  family: "saturating",
  foreign: ["heaviside", "Threshold", "nn.Threshold", "hardlim"],
  apply: (ops, x) => ops.greaterEqual(x, ops.constant(0)),
});
