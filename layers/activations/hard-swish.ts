/** hard_swish: swish with straight pieces (Howard et al. 2019, section 5.2). */
import { defineActivation } from "./define-activation.ts";
import { ramp } from "./hard-sigmoid.ts";

export const hardSwish = defineActivation({
  name: "hard_swish",
  doc: "A `swish` whose sigmoid is made of straight pieces: cheap, for small devices.",
  attributes: {},
  formula: "y = x · min(max(x + 3, 0), 6) / 6",
  family: "relu",
  foreign: ["Hardswish", "nn.Hardswish", "F.hardswish", "HardSwish"],
  apply: (ops, x) => ops.mul(x, ramp(ops, x)),
});
