/** Mean absolute error. */
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const mae = defineLoss({
  name: "mae",
  doc: "Mean absolute error: the average of `|y − t|`. Less upset by outliers than `mse`.",
  formula: "L = mean(|y − t|)",
  attributes: {},
  target: ["values", "binary"],
  takesLogits: false,
  foreign: ["L1Loss", "nn.L1Loss", "l1_loss", "mean_absolute_error", "MeanAbsoluteError", "l1"],
  rows: (ops, output, target) => meanOfRows(ops, ops.abs(ops.sub(output, target))),
});
