/** Cross-entropy of a choice among classes, from logits. */
import { number } from "../../catalog/attribute.ts";
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const crossEntropy = defineLoss({
  name: "cross_entropy",
  doc: "How surprised a prediction of one class among several is by the answer. Takes logits: no `softmax` before it.",
  formula: "L = mean(log Σⱼ exp(yⱼ) − y_t)",
  attributes: {
    label_smoothing: number("Share of the certainty that is spread over all classes.", {
      min: 0,
      below: 1,
      fallback: 0,
      namedOnly: true,
    }),
  },
  target: ["classes"],
  takesLogits: true,
  foreign: [
    "CrossEntropyLoss",
    "nn.CrossEntropyLoss",
    "categorical_crossentropy",
    "CategoricalCrossentropy",
    "sparse_categorical_crossentropy",
    "SparseCategoricalCrossentropy",
    "softmax_cross_entropy",
    "nll_loss",
    "NLLLoss",
  ],
  // The classes are the output's last axis; axes between batch and classes are positions, each with its own target.
  rows: (ops, output, target, { label_smoothing }) => {
    const shape = ops.shapeOf(output);
    const axis = shape.length - 1;
    const classes = shape[axis] ?? 1;
    // Shifted by the largest logit, exp cannot overflow; the shift cancels, so no gradient need flow through it.
    const shifted = ops.sub(output, ops.detach(ops.max(output, [axis])));
    const logTotal = ops.log(ops.sum(ops.exp(shifted), [axis]));
    const answer = ops.add(
      ops.mul(ops.oneHot(target, classes), ops.constant(1 - label_smoothing)),
      ops.constant(label_smoothing / classes),
    );
    const hit = ops.sum(ops.mul(answer, shifted), [axis]);
    return meanOfRows(ops, ops.sub(logTotal, hit));
  },
});
