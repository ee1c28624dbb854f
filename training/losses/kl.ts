/** The divergence of Kullback and Leibler between two distributions. */
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const kl = defineLoss({
  name: "kl",
  doc: "How far the predicted distribution is from the one in the label, along the last axis. Takes log-probabilities: end the network with `log_softmax`. (Kullback and Leibler 1951)",
  formula: "L = mean(Σⱼ tⱼ (log tⱼ − yⱼ))",
  attributes: {},
  target: ["values"],
  takesLogits: false,
  foreign: ["KLDivLoss", "nn.KLDivLoss", "kl_div", "KLDivergence", "kl_divergence"],
  rows: (ops, output, target) => {
    const axis = ops.shapeOf(output).length - 1;
    // t log t is 0 at t = 0, where the logarithm alone is not finite.
    const isPositive = ops.greater(target, ops.constant(0));
    const certainty = ops.log(ops.select(isPositive, target, ops.constant(1)));
    return meanOfRows(ops, ops.sum(ops.mul(target, ops.sub(certainty, output)), [axis]));
  },
});
