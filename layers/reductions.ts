/** What `mean`, `sum` and `max` share: an axis becomes one number and goes away. */
import { flag } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import { defineLayer, type LayerKind } from "./define.ts";
import { axisIn, axisOf, placeOf } from "./shape-axis.ts";

export interface ReductionSpec {
  readonly name: string;
  readonly doc: string;
  readonly formula: string;
  readonly foreign: readonly string[];
  /** The axis keeps size 1. */
  readonly reduce: <T>(ops: Ops<T>, x: T, axis: number) => T;
}

export const defineReduction = ({ reduce, ...signature }: ReductionSpec): LayerKind =>
  defineLayer({
    ...signature,
    group: "shape",
    input: "...",
    attributes: {
      axis: axisOf("Which axis goes away"),
      keep: flag("Leaves the axis in place with size 1.", { fallback: false, namedOnly: true }),
    },
    foreignAttributes: { dim: "axis", keepdim: "keep", keepdims: "keep" },
    shape: ({ inputs, attributes: { axis, keep } }, rule) => {
      const [shape = []] = inputs;
      const place = placeOf(signature.name, axis, inputs, rule);
      if (place === undefined) return shape;
      return keep ? shape.with(place, 1) : shape.toSpliced(place, 1);
    },
    forward: (ops, { input, attributes: { axis, keep } }) => {
      const place = axisIn(ops, input, axis);
      const reduced = reduce(ops, input, place);
      return keep ? reduced : ops.reshape(reduced, ops.shapeOf(input).toSpliced(place, 1));
    },
    examples: [
      { source: `${signature.name}(0)`, inputs: [[5, 3]], output: [3], parameters: 0 },
      { source: `${signature.name}(axis: -1)`, inputs: [[2, 4, 3]], output: [2, 4], parameters: 0 },
      { source: `${signature.name}(1, keep: true)`, inputs: [[2, 4, 3]], output: [2, 1, 3], parameters: 0 },
    ],
  });
