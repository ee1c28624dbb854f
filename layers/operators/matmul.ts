/** The operator `@` between two tensors: the product of matrices. */
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import { defineLayer, type ShapeRule } from "../define.ts";

export const matmul = defineLayer({
  name: "@",
  doc: "The product of two matrices: rows of the first by columns of the second. Axes before the last two must be equal, and are gone through one by one.",
  formula: "y[i, j] = Σ a[i, k] · b[k, j]",
  group: "operator",
  input: "...",
  attributes: {},
  arity: { min: 2, max: 2 },
  foreign: ["torch.matmul", "torch.bmm", "MatMul"],
  shape: ({ inputs: [a = [], b = []] }, rule) => {
    const [inner = 1] = a.slice(-1);
    const [height = 1, width = 1] = b.slice(-2);
    const pair = `${formatShape(a)} and ${formatShape(b)}`;
    if (a.length < 2 || a.length !== b.length) return refuse(a, b, rule);
    for (const [axis, size] of a.slice(0, -2).entries()) {
      rule.equal(size, b[axis] ?? 1, {
        kind: "sizes-differ",
        what: `Cannot multiply ${pair}: axis ${axis} is ${formatSize(size)} on the left and ${formatSize(b[axis] ?? 1)} on the right.`,
        why: "The axes before the last two count matrices, one on the left for each on the right.",
        advice: "Make the two sizes equal.",
        axis: String(axis),
      });
    }
    rule.equal(inner, height, {
      kind: "sizes-differ",
      what: `Cannot multiply ${pair}: the rows on the left have ${formatSize(inner)} numbers, the columns on the right ${formatSize(height)}.`,
      why: "Each row of the first is multiplied with each column of the second, number by number.",
      advice: "Swap the last two axes of one with `permute`, or make the two sizes equal.",
      axis: String(a.length - 1),
    });
    return [...a.slice(0, -1), width];
  },
  forward: (ops, { input, inputs }) => ops.matmul(input, inputs[1] ?? input),
  examples: [
    {
      source: "x @ y",
      inputs: [
        [3, 4],
        [4, 2],
      ],
      output: [3, 2],
      parameters: 0,
    },
    {
      source: "x @ y",
      inputs: [
        [2, 3, 1],
        [2, 1, 4],
      ],
      output: [2, 3, 4],
      parameters: 0,
    },
  ],
});

function refuse(a: Shape, b: Shape, rule: ShapeRule): Shape {
  rule.fail({
    kind: "sizes-differ",
    what: `Cannot multiply ${formatShape(a)} and ${formatShape(b)}: one has ${axesText(a)}, the other ${axesText(b)}.`,
    why: "A product of matrices needs two axes on both sides, and the same number of axes before them.",
    advice: "Use `unsqueeze` to give a vector its second axis, or `dense` to multiply by learned weights.",
  });
  return a;
}

const axesText = ({ length }: Shape): string => (length === 1 ? "1 axis" : `${length} axes`);
