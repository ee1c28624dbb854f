/** permute: the axes in another order. */
import { shape as sizeList } from "../catalog/attribute.ts";
import { formatShape } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";

export const permute = defineLayer({
  name: "permute",
  group: "shape",
  doc: "Puts the axes into another order: `permute([1, 0])` turns [time, features] into [features, time].",
  input: "...",
  attributes: {
    order: sizeList(
      "For each axis of the output the input's axis that it is; 0 is the first, the batch is not counted.",
      {
        min: 0,
      },
    ),
  },
  formula: "[a, b, c] → [a, b, c] in the given order",
  foreign: ["Permute", "torch.permute", "Transpose", "torch.transpose"],
  foreignAttributes: { dims: "order", perm: "order" },
  shape: ({ inputs: [shape = []], attributes: { order } }, rule) => {
    const isOrder = order.length === shape.length && shape.every((_, axis) => order.includes(axis));
    if (isOrder) return order.map((axis) => shape[Number(axis)] ?? 1);
    rule.fail({
      kind: "wrong-axis",
      what: `${formatShape(order)} is not an order of the ${shape.length === 1 ? "1 axis" : `${shape.length} axes`} of ${formatShape(shape)}.`,
      why: "Each axis of the input is named exactly once; the first is 0, and the batch stays in front.",
      advice: `Write each of ${[...shape.keys()].join(", ")} once.`,
      attribute: "order",
    });
    return shape;
  },
  forward: (ops, { input, attributes: { order } }) =>
    ops.permute(input, [0, ...order.map((axis) => axis + 1)]),
  examples: [
    { source: "permute([1, 0])", inputs: [[5, 3]], output: [3, 5], parameters: 0 },
    { source: "permute(order: [1, 2, 0])", inputs: [[3, 8, 6]], output: [8, 6, 3], parameters: 0 },
  ],
});
