/** Carries the history of sizes through a layer: kept where an axis passes, extended where it changes, new where an attribute gives it. */
import type { AppliedLayer } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { formatSize } from "../../shapes/format.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import type { BoundArguments } from "./arguments.ts";
import { axisName } from "./axis-name.ts";
import { type Frame, here, type Tensor } from "./frame.ts";
import type { LayerSite } from "./layer-call.ts";
import { born, changed, type Origin } from "./origin.ts";

export function outputOrigins(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  bound: BoundArguments,
  applied: AppliedLayer,
  output: Shape,
): readonly (Origin | undefined)[] {
  const place = here(frame, site.span);
  const call = `\`${frame.questions.textOf(frame.declaration, site.span)}\``;
  return output.map((size, axis) => {
    const arithmetic = applied.arithmetic[axis];
    const name = axisName(axis, output.length);
    const attribute = arithmetic === undefined ? attributeThatGives(kind, bound, size) : undefined;
    if (attribute !== undefined && !passes(inputs, output, axis, kind)) {
      const written = bound.written.get(attribute);
      const words = `${name} is ${formatSize(size)}, \`${attribute}\` of ${call}`;
      const where = written === undefined ? place : here(frame, written.span);
      return written?.origin === undefined ? born(where, words) : changed(where, words, [written.origin]);
    }
    const sources = sourcesOf(inputs, output, axis);
    const same = sources.find((source) => sameSize(source.size, size));
    if (same !== undefined && arithmetic === undefined) return same.origin;
    if (same !== undefined && sources.length === 1) return same.origin;
    const words = `${name} is ${formatSize(size)} after ${call}${arithmetic === undefined ? "" : `: ${arithmetic} = ${formatSize(size)}`}`;
    return changed(
      place,
      words,
      sources.map(({ origin }) => origin),
    );
  });
}

/** An attribute of this layer's own that is a size, such as `units` or `filters`. */
function attributeThatGives(kind: LayerKind, { attributes }: BoundArguments, size: Size): string | undefined {
  if (kind.weights === undefined) return undefined;
  return Object.entries(kind.attributes).find(
    ([name, { type }]) =>
      type.kind === "size" && name !== "groups" && sameSize(attributes[name] as Size, size),
  )?.[0];
}

/** An axis in front of the last one keeps its meaning in a layer that works on the last. */
const passes = (inputs: readonly Tensor[], output: Shape, axis: number, kind: LayerKind): boolean =>
  kind.input.startsWith("...") && axis < output.length - 1 && inputs.length === 1;

interface Source {
  readonly size: Size;
  readonly origin: Origin | undefined;
}

/** The input axes an output axis comes from: the one in the same place counted from the end, or all where the number of axes changes. */
function sourcesOf(inputs: readonly Tensor[], output: Shape, axis: number): readonly Source[] {
  return inputs.flatMap(({ shape = [], origins }) => {
    if (shape.length > output.length) {
      return shape.map((size, index) => ({ size, origin: origins[index] }));
    }
    const index = axis - (output.length - shape.length);
    const size = shape[index];
    return size === undefined ? [] : [{ size, origin: origins[index] }];
  });
}

const sameSize = (a: Size | undefined, b: Size): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && formatSize(a) === formatSize(b));
