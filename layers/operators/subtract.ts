/** The operator `-` between two tensors. */
import { defineOperator } from "./define-operator.ts";

export const subtract = defineOperator({
  name: "-",
  doc: "Subtracts the second tensor from the first, number by number.",
  formula: "y = a − b",
  verb: "subtract",
  apply: (ops, a, b) => ops.sub(a, b),
});
