/** The loops over a shape: axes of size 1 left out, neighbouring axes joined wherever every view allows it. */

import type { TensorShape } from "../../ops/ops.ts";
import type { View } from "../graph/view.ts";

export interface Axis {
  readonly size: number;
  /** Elements each view moves on by, for one step along the axis. */
  readonly strides: readonly number[];
  readonly reduced: boolean;
}

/** `reduced` tells which axes are summed over; they are never joined with others. At least one axis comes out. */
export function loopAxes(
  shape: TensorShape,
  views: readonly View[],
  reduced: readonly number[] = [],
): readonly Axis[] {
  const axes: Axis[] = [];
  shape.forEach((size, place) => {
    if (size === 1) return;
    const axis = {
      size,
      strides: views.map((view) => view.strides[place]),
      reduced: reduced.includes(place),
    };
    const outer = axes.at(-1);
    if (outer !== undefined && canJoin(outer, axis))
      axes[axes.length - 1] = { ...axis, size: outer.size * size };
    else axes.push(axis);
  });
  return axes.length > 0 ? axes : [{ size: 1, strides: views.map(() => 0), reduced: reduced.length > 0 }];
}

const canJoin = (outer: Axis, inner: Axis): boolean =>
  outer.reduced === inner.reduced &&
  outer.strides.every((stride, view) => stride === inner.strides[view] * inner.size);
