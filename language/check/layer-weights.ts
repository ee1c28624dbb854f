/** The weights of one application of a layer: new ones, those of a shared layer, or another layer's, swapped. */
import type { AppliedLayer } from "../../layers/apply.ts";
import type { NetworkWeight, WeightUse } from "../../network/network.ts";
import { compare } from "../../shapes/compare.ts";
import { formatShape } from "../../shapes/format.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, report, type Tensor } from "./frame.ts";
import type { LayerSite, Shared } from "./layer-call.ts";
import { stationsOf } from "./origin.ts";
import { hasUnknown } from "./value.ts";

/** A shared layer and the tensors that it is applied to now. */
export type SharedUse = Shared & { readonly inputs: readonly Tensor[] };

/** Adds the weights of a new layer, or sets those of a shared one beside what it needs here. */
export function useWeights(
  frame: Frame,
  site: LayerSite,
  prefix: string,
  applied: AppliedLayer,
  shared: SharedUse | undefined,
): Readonly<Record<string, WeightUse>> | undefined {
  const uses: [string, WeightUse][] = [];
  for (const weight of applied.weights) {
    if (weight.tied !== undefined) {
      const use = tiedWeight(frame, site, weight.tied, weight.name, weight.shape);
      if (use === undefined) return undefined;
      uses.push([weight.name, use]);
      continue;
    }
    const name = `${prefix}.${weight.name}`;
    const { shape, role, init, fanIn, fanOut, frozen } = weight;
    if (!addWeight(frame, site, { name, shape, role, init, fanIn, fanOut, frozen }, shared)) return undefined;
    uses.push([weight.name, { name }]);
  }
  for (const state of applied.state) {
    const name = `${prefix}.${state.name}`;
    const init = { name: "constant", attributes: { value: state.starts } };
    const weight = {
      name,
      shape: state.shape,
      role: "state" as const,
      init,
      fanIn: 1,
      fanOut: 1,
      frozen: true,
    };
    if (!addWeight(frame, site, weight, shared)) return undefined;
    uses.push([state.name, { name }]);
  }
  return Object.fromEntries(uses);
}

function addWeight(
  frame: Frame,
  site: LayerSite,
  weight: NetworkWeight<Size>,
  shared: SharedUse | undefined,
): boolean {
  const { weights } = frame.build;
  const first = weights.get(weight.name);
  if (first === undefined) {
    if (weight.shape.some(hasUnknown)) return true;
    weights.set(weight.name, weight);
    return true;
  }
  if (sameShape(frame, first.shape, weight.shape)) return true;
  const related =
    shared === undefined
      ? []
      : [
          {
            place: shared.layer.place,
            message: `\`${shared.label}\` is made here, for ${formatShape(first.shape)}`,
          },
          ...stationsOf(...shared.inputs.flatMap(({ origins }) => origins)),
        ];
  report(
    frame,
    "SOMA3014",
    site.span,
    {
      layer: shared?.label ?? site.written.name.text,
      first: formatShape(first.shape),
      now: formatShape(weight.shape),
      weight: weight.name.slice(weight.name.lastIndexOf(".") + 1),
    },
    { related, candidates: shared === undefined ? [] : ownLayer(frame, site, shared) },
  );
  return false;
}

/** The shared layer written again, with weights of its own. */
function ownLayer(frame: Frame, site: LayerSite, { layer }: Shared): readonly FixDraft[] {
  const text = frame.questions.textOf(layer.place.declaration, layer.place.span);
  return [replace(`Use a layer of its own: \`${text}\``, here(frame, site.span), text)];
}

const sameShape = (frame: Frame, a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, axis) => compare(size, b[axis] ?? 0, frame.facts) !== "different");

/** The named layer's weight with its two axes swapped. */
function tiedWeight(
  frame: Frame,
  site: LayerSite,
  label: string,
  name: string,
  shape: Shape,
): WeightUse | undefined {
  const local = frame.locals.get(label);
  if (local?.kind !== "label") return undefined;
  const weight = frame.build.weights.get(`${local.layer.weightPrefix}.${name}`);
  const facts = { layer: site.written.name.text, other: `\`${label}\`` };
  const related = [{ place: local.layer.place, message: `\`${label}\` is made here` }];
  const wanted = formatShape(shape);
  if (weight === undefined) {
    if (local.tensor.name !== undefined) {
      report(frame, "SOMA3015", site.span, { ...facts, wanted, found: "not there" }, { related });
    }
    return undefined;
  }
  const swapped = weight.shape.toReversed();
  if (shape.some(hasUnknown)) return undefined;
  if (shape.length === 2 && sameShape(frame, swapped, shape)) return { name: weight.name, transposed: true };
  report(frame, "SOMA3015", site.span, { ...facts, wanted, found: formatShape(swapped) }, { related });
  return undefined;
}
