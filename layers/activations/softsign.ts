/** softsign: a squashing function with slow tails. */
import { defineActivation } from "./define-activation.ts";

export const softsign = defineActivation({
  name: "softsign",
  doc: "Squeezes any number into −1 … 1 like `tanh`, but flattens more slowly.",
  attributes: {},
  formula: "y = x / (1 + |x|)",
  family: "saturating",
  foreign: ["Softsign", "nn.Softsign", "F.softsign"],
  apply: (ops, x) => ops.div(x, ops.add(ops.abs(x), ops.constant(1))),
});
