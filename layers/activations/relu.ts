/** relu: the rectified linear unit. */
import { defineActivation } from "./define-activation.ts";

export const relu = defineActivation({
  name: "relu",
  doc: "Passes what is positive and silences the rest. A neuron that is silent on every row learns nothing: it is dead.",
  attributes: {},
  formula: "y = max(x, 0)",
  family: "relu",
  foreign: ["ReLU", "nn.ReLU", "F.relu", "Relu"],
  apply: (ops, x) => ops.maximum(x, ops.constant(0)),
});
