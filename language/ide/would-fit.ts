/** Which layer kinds take the shape that arrives at an arrow: completion puts them first. */
import type { LayerKind } from "../../layers/define.ts";
import { matchPattern } from "../../layers/pattern.ts";
import { formatShape } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import type { CheckedFile } from "../check/result.ts";
import { symbolAt } from "./definition.ts";

interface Fit {
  readonly fits: boolean;
  /** What the layer takes, beside its name: "takes [channels, height, width], here is [2]". */
  readonly detail: string;
}

/** Judges layer kinds for the arrow that starts at `arrow`; without an arrow or a known shape every kind fits. */
export function fitAt(checked: CheckedFile, arrow: number | undefined): (layer: LayerKind) => Fit {
  const shape = arrow === undefined ? undefined : shapeBefore(checked, arrow);
  return (layer) => {
    if (!shape) return { fits: true, detail: layer.group };
    const fits = matchPattern(layer.input, shape) !== undefined;
    return {
      fits,
      detail: fits
        ? layer.group
        : `takes [${layer.input.split(" ").join(", ")}], here is ${formatShape(shape)}`,
    };
  };
}

/** The shape that flows into the stage behind the arrow: what the text right before it makes. */
function shapeBefore(checked: CheckedFile, arrow: number): Shape | undefined {
  const known = checked.stages.find(({ arrowSpan }) => arrowSpan?.start === arrow);
  if (known) return known.inputs[0];
  const end = checked.text.slice(0, arrow).trimEnd().length;
  const before = checked.stages.find(({ span }) => span.end === end);
  if (before) return before.output;
  const symbol = symbolAt(checked, end);
  if (!symbol) return undefined;
  const owner = checked.networks.find(({ span }) => span.start <= arrow && arrow <= span.end);
  if (symbol.kind === "input") return owner?.network.inputs.find(({ name }) => name === symbol.name)?.shape;
  // A binding or a label is what its last stage makes.
  return checked.stages.findLast(
    ({ span }) => symbol.scope.start <= span.start && span.end <= symbol.scope.end,
  )?.output;
}
