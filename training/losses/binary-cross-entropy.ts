/** Cross-entropy of a yes-or-no answer, from logits. */
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const binaryCrossEntropy = defineLoss({
  name: "binary_cross_entropy",
  doc: "How surprised a yes-or-no prediction is by the answer. Takes logits: no `sigmoid` before it.",
  formula: "L = mean(−t log σ(y) − (1 − t) log(1 − σ(y)))",
  attributes: {},
  target: ["binary", "values"],
  takesLogits: true,
  foreign: [
    "BCEWithLogitsLoss",
    "nn.BCEWithLogitsLoss",
    "BCELoss",
    "nn.BCELoss",
    "binary_crossentropy",
    "BinaryCrossentropy",
    "bce",
    "bce_with_logits",
    "binary_cross_entropy_with_logits",
  ],
  rows: (ops, output, target) => {
    // max(y, 0) − y t + log(1 + exp(−|y|)) overflows nowhere; max(y, 0) as ½(y + |y|) has the right slope, ½, at 0.
    const size = ops.abs(output);
    const positive = ops.mul(ops.constant(0.5), ops.add(output, size));
    const rest = ops.log1p(ops.exp(ops.neg(size)));
    return meanOfRows(ops, ops.add(ops.sub(positive, ops.mul(output, target)), rest));
  },
});
