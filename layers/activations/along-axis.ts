/** What the activations that work along an axis share: which axis that is, and the shift that keeps exponentials small. */
import { size } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import type { ShapeRule } from "../define.ts";

export const axisAttribute = size(
  "Which axis adds up to 1: 0 is the first, −1 the last; the batch is not counted.",
  {
    fallback: -1,
    min: -16,
  },
);

/** The shape itself; a problem if it has no such axis. */
export function checkAxis(name: string, axis: Size, [shape = []]: readonly Shape[], rule: ShapeRule): Shape {
  const rank = shape.length;
  if (typeof axis !== "number" || axis >= rank || axis < -rank) {
    rule.fail({
      kind: "wrong-axis",
      what: `\`${name}\` works along axis ${formatSize(axis)}, but its input ${formatShape(shape)} has ${rank === 1 ? "1 axis" : `${rank} axes`}.`,
      why: "Axes count from 0 at the front, or from −1 at the back; the batch is not counted.",
      advice:
        rank === 0 ? "Give it an input with at least one axis." : `Use an axis from ${-rank} to ${rank - 1}.`,
      attribute: "axis",
    });
  }
  return shape;
}

/** x less its largest element along the axis, and the place of that axis in a tensor with the batch in front. */
export function shifted<T>(ops: Ops<T>, x: T, axis: number): { x: T; axis: number } {
  const place = axis < 0 ? ops.shapeOf(x).length + axis : axis + 1;
  return { x: ops.sub(x, ops.detach(ops.max(x, [place]))), axis: place };
}
