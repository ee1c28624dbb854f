/** Cross-entropy of a yes-or-no answer, from logits. */
import { number } from "../../catalog/attribute.ts";
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const binaryCrossEntropy = defineLoss({
  name: "binary_cross_entropy",
  doc: "How surprised a yes-or-no prediction is by the answer. Takes logits: no `sigmoid` before it.",
  formula: "L = mean(−p t log σ(y) − (1 − t) log(1 − σ(y)))",
  attributes: {
    positive_weight: number("How much more the second class counts, p: more than 1 where it is rare.", {
      above: 0,
      fallback: 1,
      namedOnly: true,
    }),
  },
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
  foreignAttributes: { pos_weight: "positive_weight" },
  rows: (ops, output, target, { positive_weight }) => {
    // max(y, 0) − y t + log(1 + exp(−|y|)) overflows nowhere; max(y, 0) as ½(y + |y|) has the right slope, ½, at 0.
    const size = ops.abs(output);
    const positive = ops.mul(ops.constant(0.5), ops.add(output, size));
    const rest = ops.log1p(ops.exp(ops.neg(size)));
    const plain = ops.add(ops.sub(positive, ops.mul(output, target)), rest);
    if (positive_weight === 1) return meanOfRows(ops, plain);
    // −log σ(y) = max(y, 0) − y + log(1 + exp(−|y|)), once more for each answer that counts more.
    const missed = ops.add(ops.sub(positive, output), rest);
    const more = ops.mul(target, ops.constant(positive_weight - 1));
    return meanOfRows(ops, ops.add(plain, ops.mul(more, missed)));
  },
});
