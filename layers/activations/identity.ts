/** identity: leaves everything as it is. */
import { defineActivation } from "./define-activation.ts";

export const identity = defineActivation({
  name: "identity",
  doc: "Leaves its input as it is: a layer with it is linear.",
  attributes: {},
  formula: "y = x",
  family: "linear",
  foreign: ["Identity", "nn.Identity"],
  apply: (_, x) => x,
});
