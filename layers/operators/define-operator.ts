/** Declares an operator between two tensors: element by element, an axis of size 1 stretched to the other's size. */
import type { Ops } from "../../engine/ops/ops.ts";
import { type Comparison, compare } from "../../shapes/compare.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import { defineLayer, type LayerKind, type ShapeRule } from "../define.ts";

export interface OperatorSpec {
  readonly name: string;
  readonly doc: string;
  readonly formula: string;
  /** The word for doing it: "add". */
  readonly verb: string;
  readonly apply: <T>(ops: Ops<T>, a: T, b: T) => T;
}

export const defineOperator = ({ verb, apply, ...signature }: OperatorSpec): LayerKind =>
  defineLayer({
    ...signature,
    group: "operator",
    input: "...",
    attributes: {},
    arity: { min: 2, max: 2 },
    shape: ({ inputs }, rule) => joinShapes(verb, inputs, rule),
    forward: <T>(ops: Ops<T>, { input, inputs }: { readonly input: T; readonly inputs: readonly T[] }) =>
      apply(ops, input, inputs[1] ?? input),
    examples: [
      { source: `x ${signature.name} y`, inputs: [[8], [8]], output: [8], parameters: 0 },
      {
        source: `x ${signature.name} y`,
        inputs: [
          [3, 4, 4],
          [1, 4, 4],
        ],
        output: [3, 4, 4],
        parameters: 0,
      },
    ],
  });

function joinShapes(verb: string, [a = [], b = []]: readonly Shape[], rule: ShapeRule): Shape {
  if (a.length !== b.length) {
    rule.fail({
      kind: "sizes-differ",
      what: `Cannot ${verb} ${formatShape(a)} and ${formatShape(b)}: one has ${axesText(a)}, the other ${axesText(b)}.`,
      why: "The two are combined number by number, so they need the same axes.",
      advice: "Bring both to the same number of axes first.",
    });
    return a;
  }
  const joined = a.map((size, axis) => joinSizes(verb, [a, b], axis, size, rule));
  if (isSmaller(a, joined) && isSmaller(b, joined)) {
    rule.warn({
      kind: "grows",
      what: `${formatShape(a)} and ${formatShape(b)} give ${formatShape(joined)}, which is larger than both.`,
      why: "An axis of size 1 is stretched to the other's size, here on both sides.",
      advice: "If that is not meant, give both the same shape first.",
    });
  }
  return joined;
}

function joinSizes(
  verb: string,
  [a, b]: readonly [Shape, Shape],
  axis: number,
  size: Size,
  rule: ShapeRule,
): Size {
  const other = b[axis] ?? 1;
  const same: Comparison = compare(size, other);
  if (same === "equal" || other === 1) return size;
  if (size === 1) return other;
  rule.equal(size, other, {
    kind: "sizes-differ",
    what: `Cannot ${verb} ${formatShape(a)} and ${formatShape(b)}: axis ${axis} is ${formatSize(size)} on the left and ${formatSize(other)} on the right.`,
    why: "The two are combined number by number, so their sizes must be equal; only an axis of size 1 is stretched.",
    advice: "Make the two sizes equal, for instance with a layer of its own on the shorter way.",
    axis: String(axis),
  });
  return typeof size === "number" ? size : other;
}

const isSmaller = (shape: Shape, joined: Shape): boolean =>
  shape.some((size, axis) => size === 1 && joined[axis] !== 1);

const axesText = ({ length }: Shape): string => (length === 1 ? "1 axis" : `${length} axes`);
