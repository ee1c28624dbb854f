/** The operator `+` between two tensors. */
import { defineOperator } from "./define-operator.ts";

export const add = defineOperator({
  name: "+",
  doc: "Adds two tensors number by number: a residual connection is `x + f(x)`.",
  formula: "y = a + b",
  verb: "add",
  apply: (ops, a, b) => ops.add(a, b),
});
