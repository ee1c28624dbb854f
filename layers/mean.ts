/** mean: the mean along an axis. */
import { defineReduction } from "./reductions.ts";

export const mean = defineReduction({
  name: "mean",
  doc: "The mean along an axis, which goes away: over the time of a sequence, for one vector that stands for all of it.",
  formula: "y = Σ x / n along the axis",
  foreign: ["torch.mean", "ReduceMean", "GlobalAveragePooling1D"],
  reduce: (ops, x, axis) => ops.div(ops.sum(x, [axis]), ops.constant(ops.shapeOf(x)[axis] ?? 1)),
});
