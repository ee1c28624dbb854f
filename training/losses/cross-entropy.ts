/** Cross-entropy of a choice among classes, from logits. */
import { number, numbers, optional } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
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
    class_weights: optional(
      numbers("How much each class counts, in the order of the classes: more for rare ones.", {
        namedOnly: true,
      }),
    ),
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
  foreignAttributes: { weight: "class_weights", class_weight: "class_weights" },
  // The classes are the output's last axis; axes between batch and classes are positions, each with its own target.
  rows: (ops, output, target, { label_smoothing, class_weights }) => {
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
    if (class_weights === undefined) {
      const hit = ops.sum(ops.mul(answer, shifted), [axis]);
      return meanOfRows(ops, ops.sub(logTotal, hit));
    }
    const weighted = ops.mul(answer, list(ops, class_weights));
    return meanOfRows(ops, ops.sum(ops.mul(weighted, ops.sub(logTotal, shifted)), [axis]));
  },
  weights: (ops, target, { class_weights }) => {
    if (class_weights === undefined) return undefined;
    const axis = ops.shapeOf(target).length;
    const own = ops.mul(ops.oneHot(target, class_weights.length), list(ops, class_weights));
    return meanOfRows(ops, ops.sum(own, [axis]));
  },
});

/** [count] */
const list = <T>(ops: Ops<T>, values: readonly number[]): T =>
  ops.concat(
    values.map((value) => ops.constant(value, [1])),
    0,
  );
