/** tanh: the hyperbolic tangent. */
import { defineActivation } from "./define-activation.ts";

export const tanh = defineActivation({
  name: "tanh",
  doc: "Squeezes any number into −1 … 1, with slope 1 at 0. Nearly flat beyond ±3, where little gradient passes.",
  attributes: {},
  formula: "y = tanh(x)",
  family: "saturating",
  foreign: ["Tanh", "nn.Tanh", "F.tanh"],
  apply: (ops, x) => ops.tanh(x),
});
