/** Which axis a layer works on: as the author counts, without the batch and from the back where negative. */
import { size } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import type { Shape, Size } from "../shapes/size.ts";
import { checkAxis } from "./activations/along-axis.ts";
import type { ShapeRule } from "./define.ts";

/** As many axes as any tensor is likely to have. */
const mostAxes = 16;

export const axisOf = (what: string, fallback?: number) =>
  size(`${what}: 0 is the first, −1 the last; the batch is not counted.`, {
    min: -mostAxes,
    ...(fallback === undefined ? {} : { fallback }),
  });

/** The axis counted from the front; `undefined` where the input has no such axis, which is said to `rule`. */
export function placeOf(
  name: string,
  axis: Size,
  inputs: readonly Shape[],
  rule: ShapeRule,
): number | undefined {
  const { length } = checkAxis(name, axis, inputs, rule);
  if (typeof axis !== "number" || axis >= length || axis < -length) return undefined;
  return axis < 0 ? length + axis : axis;
}

/** The axis of a tensor with the batch in front. */
export const axisIn = <T>(ops: Ops<T>, x: T, axis: number): number =>
  axis < 0 ? ops.shapeOf(x).length + axis : axis + 1;
