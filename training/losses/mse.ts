/** Mean squared error. */
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const mse = defineLoss({
  name: "mse",
  doc: "Mean squared error: the average of `(y − t)²` over all outputs. The usual choice for predicting numbers.",
  formula: "L = mean((y − t)²)",
  attributes: {},
  target: ["values", "binary"],
  takesLogits: false,
  foreign: [
    "MSELoss",
    "nn.MSELoss",
    "mse_loss",
    "mean_squared_error",
    "MeanSquaredError",
    "squared_error",
    "l2",
  ],
  rows: (ops, output, target) => {
    const error = ops.sub(output, target);
    return meanOfRows(ops, ops.mul(error, error));
  },
});
