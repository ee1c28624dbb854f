/** The operator `/` between two tensors. */
import { defineOperator } from "./define-operator.ts";

export const divide = defineOperator({
  name: "/",
  doc: "Divides the first tensor by the second, number by number.",
  formula: "y = a / b",
  verb: "divide",
  apply: (ops, a, b) => ops.div(a, b),
});
