/** The operator `*` between two tensors. */
import { defineOperator } from "./define-operator.ts";

export const multiply = defineOperator({
  name: "*",
  doc: "Multiplies two tensors number by number: a gate, a mask.",
  formula: "y = a · b",
  verb: "multiply",
  apply: (ops, a, b) => ops.mul(a, b),
});
