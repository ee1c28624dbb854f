/** concat: tensors one behind the other along an axis. */
import { size } from "../catalog/attribute.ts";
import { add } from "../shapes/arithmetic.ts";
import { formatShape, formatSize } from "../shapes/format.ts";
import type { Shape } from "../shapes/size.ts";
import { checkAxis } from "./activations/along-axis.ts";
import { defineLayer, type OutputAxis, type ShapeRule } from "./define.ts";

export const concat = defineLayer({
  name: "concat",
  group: "shape",
  doc: "Puts tensors one behind the other along an axis: a skip connection that keeps both sides. All other axes must be equal.",
  input: "...",
  arity: { min: 2 },
  attributes: {
    axis: size(
      "The axis that grows: 0 is the first (channels, features), −1 the last; the batch is not counted.",
      {
        fallback: 0,
        min: -16,
      },
    ),
  },
  formula: "[a, h, w], [b, h, w] → [a + b, h, w]",
  foreign: ["Concatenate", "torch.cat", "torch.concat", "Concat", "cat"],
  foreignAttributes: { dim: "axis" },
  shape: ({ inputs, attributes: { axis } }, rule) => {
    const first = checkAxis("concat", axis, inputs, rule);
    if (typeof axis !== "number") return first;
    const place = axis < 0 ? first.length + axis : axis;
    for (const other of inputs.slice(1)) checkOtherAxes(first, other, place, rule);
    return first.map((length, index): OutputAxis => {
      const parts = inputs.map((shape) => shape[index] ?? 0);
      return index === place
        ? { size: add(...parts), by: parts.map((part) => formatSize(part)).join(" + ") }
        : length;
    });
  },
  forward: (ops, { input, inputs, attributes: { axis } }) =>
    ops.concat(inputs, axis < 0 ? ops.shapeOf(input).length + axis : axis + 1),
  examples: [
    {
      source: "concat(x, y)",
      inputs: [
        [16, 8, 8],
        [8, 8, 8],
      ],
      output: [24, 8, 8],
      parameters: 0,
    },
    {
      source: "concat(x, y, z, axis: -1)",
      inputs: [
        [5, 3],
        [5, 4],
        [5, 1],
      ],
      output: [5, 8],
      parameters: 0,
    },
  ],
});

function checkOtherAxes(a: Shape, b: Shape, place: number, rule: ShapeRule): void {
  const shapes = `${formatShape(a)} and ${formatShape(b)}`;
  if (a.length !== b.length) {
    rule.fail({
      kind: "sizes-differ",
      what: `Cannot put ${shapes} together: they have ${a.length} and ${b.length} axes.`,
      why: "All tensors need the same axes.",
      advice: "Bring them to the same number of axes first.",
    });
    return;
  }
  for (const [axis, size] of a.entries()) {
    if (axis === place) continue;
    rule.equal(size, b[axis] ?? 0, {
      kind: "sizes-differ",
      what: `Cannot put ${shapes} together along axis ${place}: axis ${axis} is ${formatSize(size)} in one and ${formatSize(b[axis] ?? 0)} in the other.`,
      why: "All axes but the one that grows must be equal.",
      advice: "Make the two sizes equal: pad or crop one, or pool by a size that divides the image.",
      axis: String(axis),
    });
  }
}
