/** Which layer kinds take the shape that arrives at an arrow, and what they would make of it: completion puts them first. */
import { type Attribute, type AttributeValue, isRequired } from "../../catalog/attribute.ts";
import { applyLayer, isFatal } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { formatShape } from "../../shapes/format.ts";
import { type Shape, symbol } from "../../shapes/size.ts";
import type { CheckedFile } from "../check/result.ts";
import { symbolAt } from "./definition.ts";

export interface Fit {
  readonly fits: boolean;
  /** What the layer makes, "→ [units]", or takes, "takes [channels, height, width], here is [2]". */
  readonly detail: string;
}

/** Judges layer kinds for a shape; without a known shape every kind fits. */
export function fitOf(layer: LayerKind, shape: Shape | undefined): Fit {
  const inputs = layer.arity?.min ?? 1;
  if (!shape) return { fits: inputs === 1, detail: layer.group };
  if (inputs > 1) return { fits: false, detail: `takes ${inputs} tensors` };
  const attributes = Object.entries(layer.attributes).map(([name, attribute]) => [
    name,
    isRequired(attribute) ? openValue(name, attribute) : attribute.fallback,
  ]);
  // Fallbacks are values of their attribute's type, and open values are sizes.
  const values = Object.fromEntries(attributes) as Readonly<Record<string, AttributeValue>>;
  const isOpen = Object.values(layer.attributes).some(
    (attribute) => isRequired(attribute) && !takesSize(attribute),
  );
  if (isOpen) return { fits: true, detail: layer.group };
  const { output, findings } = applyLayer(layer, { inputs: [shape], attributes: values });
  if (output && !findings.some(isFatal)) return { fits: true, detail: `→ ${formatShape(output)}` };
  return { fits: false, detail: `takes ${axesWords(layer)}, here is ${formatShape(shape)}` };
}

const takesSize = ({ type }: Attribute): boolean => type.kind === "size" || type.kind === "sizes";

/** A size that the author has still to write carries the attribute's name: `dense` makes [units]. */
function openValue(name: string, { type }: Attribute): AttributeValue | undefined {
  if (type.kind === "size") return symbol(name);
  return type.kind === "sizes" ? Array.from({ length: type.axes }, () => symbol(name)) : undefined;
}

const axesWords = ({ input }: LayerKind): string =>
  input === "..." ? "any shape" : `[${input.replace("...", "…").split(" ").join(", ")}]`;

/** The shape that flows into the stage behind the arrow: what the text right before it makes. */
export function shapeBefore(checked: CheckedFile, arrow: number): Shape | undefined {
  const known = checked.stages.find(({ arrowSpan }) => arrowSpan?.start === arrow);
  if (known) return known.inputs[0];
  const end = checked.text.slice(0, arrow).trimEnd().length;
  const before = checked.stages.find(({ span }) => span.end === end);
  if (before) return before.output;
  const source = symbolAt(checked, end);
  if (!source) return undefined;
  const owner = checked.networks.find(({ span }) => span.start <= arrow && arrow <= span.end);
  if (source.kind === "input") return owner?.network.inputs.find(({ name }) => name === source.name)?.shape;
  // A binding or a label is what its last stage makes.
  return checked.stages.findLast(
    ({ span }) => source.scope.start <= span.start && span.end <= source.scope.end,
  )?.output;
}
