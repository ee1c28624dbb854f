/** sum: the sum along an axis. */
import { defineReduction } from "./reductions.ts";

export const sum = defineReduction({
  name: "sum",
  doc: "The sum along an axis, which goes away.",
  formula: "y = Σ x along the axis",
  foreign: ["torch.sum", "ReduceSum"],
  reduce: (ops, x, axis) => ops.sum(x, [axis]),
});
