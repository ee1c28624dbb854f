/** What is certain about a layer's output although its input is not known: after flatten there is one axis, after dense(10) of it, 10. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import { applyLayer, isFatal } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { axisNames, hasPassingAxes } from "../../layers/pattern.ts";
import type { Facts } from "../../shapes/facts.ts";
import { formatShape } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import { hasUnknown, unknownSize } from "./value.ts";

/** Tries inputs of as many unknown sizes as may arrive; what all that fit agree on is certain. */
export function guessOutput(
  kind: LayerKind,
  attributes: Readonly<Record<string, AttributeValue>>,
  inputs: readonly (Shape | undefined)[],
  facts: Facts,
): Shape | undefined {
  if (inputs.length !== 1) return undefined;
  const outputs: Shape[] = [];
  const names = axisNames(kind.input).length;
  // A layer that lets axes pass shows with one axis more that its output has no fixed number of them.
  const mostAxes = hasPassingAxes(kind.input) ? names + 2 : names;
  for (let rank = Math.max(names, 1); rank <= mostAxes; rank += 1) {
    const shape = Array.from({ length: rank }, (_, axis) => unknownSize(axis));
    const applied = applyLayer(kind, { inputs: [shape], attributes, facts });
    if (applied.output !== undefined && !applied.findings.some(isFatal)) outputs.push(applied.output);
  }
  const [first, ...others] = outputs;
  if (first === undefined || others.some(({ length }) => length !== first.length)) return undefined;
  const certain = first.map((size) => (hasUnknown(size) ? "?" : size));
  const agree = others.every((shape) =>
    shape.every(
      (size, axis) => certain[axis] === "?" || formatShape([size]) === formatShape([first[axis] ?? 0]),
    ),
  );
  return agree ? first.map((size, axis) => (hasUnknown(size) ? unknownSize(axis) : size)) : undefined;
}
