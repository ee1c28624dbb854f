/** mish: a smooth rectifier (Misra 2019). */
import { defineActivation } from "./define-activation.ts";
import { smoothRectifier } from "./softplus.ts";

export const mish = defineActivation({
  name: "mish",
  doc: "A smooth `relu` that dips a little below 0, much like `swish`.",
  attributes: {},
  formula: "y = x · tanh(ln(1 + e^x))",
  family: "relu",
  foreign: ["Mish", "nn.Mish", "F.mish"],
  apply: (ops, x) => ops.mul(x, ops.tanh(smoothRectifier(ops, x))),
});
