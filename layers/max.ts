/** max: the largest number along an axis. */
import { defineReduction } from "./reductions.ts";

export const max = defineReduction({
  name: "max",
  doc: "The largest number along an axis, which goes away. Equal ones share the gradient.",
  formula: "y = max x along the axis",
  foreign: ["torch.max", "torch.amax", "ReduceMax", "GlobalMaxPooling1D"],
  reduce: (ops, x, axis) => ops.max(x, [axis]),
});
