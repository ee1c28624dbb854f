/** reshape: the same numbers under another shape. */
import { shape as sizeList } from "../catalog/attribute.ts";
import { multiply } from "../shapes/arithmetic.ts";
import { floorDivide } from "../shapes/division.ts";
import { formatShape, formatSize } from "../shapes/format.ts";
import type { Shape, Size } from "../shapes/size.ts";
import { elementsOf } from "../shapes/substitution.ts";
import { defineLayer, type OutputAxis, type ShapeRule } from "./define.ts";
import { factor } from "./window.ts";

export const reshape = defineLayer({
  name: "reshape",
  group: "shape",
  doc: "Reads the same numbers, in the same order, under another shape. One size may be `-1`: it is what is left over.",
  input: "...",
  attributes: { shape: sizeList("Sizes of the output's axes, the batch left out.", { min: -1 }) },
  formula: "[a, b] → any sizes with the product a·b",
  foreign: ["Reshape", "torch.reshape", "view", "Unflatten", "nn.Unflatten"],
  foreignAttributes: { target_shape: "shape" },
  shape: ({ inputs: [input = []], attributes: { shape } }, rule) => {
    const open = shape.filter((size) => size === -1).length;
    if (shape.some((size) => typeof size === "number" && size < 1 && size !== -1) || open > 1) {
      rule.fail({
        kind: "wrong-attribute",
        what: `${formatShape(shape)} is not a shape to read numbers under.`,
        why: "Every size is at least 1, and only one may be left open with −1: two could be split in many ways.",
        advice: "Write all sizes but one.",
        attribute: "shape",
      });
      return shape;
    }
    return open === 0 ? sameCount(input, shape, rule) : fillOpen(input, shape, rule);
  },
  forward: (ops, { input, attributes: { shape } }) => {
    const [batch = 1, ...from] = ops.shapeOf(input);
    const product = (sizes: readonly number[]) => sizes.reduce((count, size) => count * size, 1);
    const left = product(from) / product(shape.filter((size) => size !== -1));
    return ops.reshape(input, [batch, ...shape.map((size) => (size === -1 ? left : size))]);
  },
  examples: [
    { source: "reshape([2, 6])", inputs: [[3, 4]], output: [2, 6], parameters: 0 },
    { source: "reshape([4, -1])", inputs: [[2, 4, 3]], output: [4, 6], parameters: 0 },
    { source: "reshape(shape: [-1])", inputs: [[2, 3]], output: [6], parameters: 0 },
  ],
});

const countOf = (shape: Shape): string =>
  shape.length === 0 ? "1" : shape.map((size) => factor(size)).join("·");

function sameCount(input: Shape, shape: Shape, rule: ShapeRule): Shape {
  rule.equal(elementsOf(input), elementsOf(shape), {
    kind: "count-differs",
    what: `${formatShape(input)} cannot be read as ${formatShape(shape)}: ${formatSize(elementsOf(input))} numbers are not ${formatSize(elementsOf(shape))}.`,
    why: `${countOf(input)} = ${formatSize(elementsOf(input))} and ${countOf(shape)} = ${formatSize(elementsOf(shape))}; reshaping adds and drops nothing.`,
    advice: "Make the two products equal, or leave one size open with −1.",
    attribute: "shape",
  });
  return shape;
}

function fillOpen(input: Shape, shape: Shape, rule: ShapeRule): readonly OutputAxis[] {
  const all = elementsOf(input);
  const given: readonly Size[] = shape.filter((size) => size !== -1);
  const taken = multiply(...given);
  rule.divides(taken, all, {
    kind: "not-divisible",
    what: `${formatShape(input)} cannot be read as ${formatShape(shape)}: ${formatSize(all)} numbers do not fill rows of ${formatSize(taken)}.`,
    why: `What is left open would be ${formatSize(all)} / ${factor(taken)}, which is not a whole number.`,
    advice: `Write sizes whose product divides ${formatSize(all)}.`,
    attribute: "shape",
  });
  const left: OutputAxis = { size: floorDivide(all, taken), by: `${countOf(input)} / ${factor(taken)}` };
  return shape.map((size) => (size === -1 ? left : size));
}
