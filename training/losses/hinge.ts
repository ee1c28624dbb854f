/** Hinge loss: right by a margin is good enough. */
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const hinge = defineLoss({
  name: "hinge",
  doc: "Zero where the score is on the right side of 0 by at least 1, and growing evenly from there: what a support vector machine minimises. Takes scores: no `sigmoid` before it. (Cortes and Vapnik 1995)",
  formula: "L = mean(max(0, 1 − t y)), t = −1 for the first class, +1 for the second",
  attributes: {},
  target: ["binary"],
  takesLogits: true,
  foreign: ["HingeEmbeddingLoss", "nn.HingeEmbeddingLoss", "Hinge", "hinge_loss"],
  rows: (ops, output, target) => {
    const side = ops.sub(ops.mul(target, ops.constant(2)), ops.constant(1));
    const short = ops.sub(ops.constant(1), ops.mul(side, output));
    return meanOfRows(ops, ops.maximum(short, ops.constant(0)));
  },
});
