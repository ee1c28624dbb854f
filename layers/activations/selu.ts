/** selu: the scaled exponential linear unit (Klambauer et al. 2017, section 2). */
import { defineActivation } from "./define-activation.ts";
import { exponentialLinear } from "./elu.ts";

const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

export const selu = defineActivation({
  name: "selu",
  doc: "An `elu` scaled so that mean 0 and variance 1 are kept from layer to layer, with weights that start at variance 1 / fan-in.",
  attributes: {},
  formula: "y = 1.0507 · (x if x > 0, else 1.6733 · (e^x − 1))",
  family: "saturating",
  foreign: ["SELU", "nn.SELU", "F.selu", "Selu"],
  apply: (ops, x) => ops.mul(exponentialLinear(ops, x, alpha), ops.constant(scale)),
});
