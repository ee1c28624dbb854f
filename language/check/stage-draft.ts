/** What hovers and hints are told about one stage. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import type { AppliedLayer } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { countOperations } from "../../layers/forward.ts";
import type { Shape } from "../../shapes/size.ts";
import { formatCall } from "./format-call.ts";
import { type Frame, here, type Tensor } from "./frame.ts";
import type { LayerSite } from "./layer-call.ts";
import { once } from "./once.ts";
import type { StageDraft } from "./unit.ts";
import { hasUnknown } from "./value.ts";

export interface StageFacts {
  readonly kind: LayerKind;
  readonly step: string;
  readonly inputs: readonly Tensor[];
  readonly applied: AppliedLayer | undefined;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly guessed?: Shape | undefined;
}

export const knownShape = (shape: Shape | undefined): Shape | undefined =>
  shape === undefined || shape.some(hasUnknown) ? undefined : shape;

/** Only bodies that are checked on their own terms have their stages described: each is written once. */
export function describeStage(frame: Frame, site: LayerSite, facts: StageFacts): void {
  if (frame.record === undefined) return;
  const { applied, kind } = facts;
  const parameters = applied === undefined || hasUnknown(applied.parameters) ? undefined : applied.parameters;
  frame.record.stages.push({
    ...placesOf(frame, site),
    kind: site.written.name.text,
    step: facts.step,
    inputs: facts.inputs.map(({ shape }) => knownShape(shape)),
    output: knownShape(applied?.output ?? facts.guessed),
    parameters,
    ...arithmeticOf(kind, facts),
    operations: once(() => operationsOf(kind, facts)),
    weights: (applied?.weights ?? [])
      .filter(({ shape }) => !shape.some(hasUnknown))
      .map(({ name, shape, init, why }) => ({ name, shape, init: `${formatCall(init)}: ${why}` })),
  });
}

export function placesOf(
  frame: Frame,
  site: LayerSite,
): Pick<StageDraft, "place" | "namePlace" | "arrowPlace" | "label" | "owner"> {
  return {
    place: here(frame, site.span),
    namePlace: here(frame, site.written.name.span),
    ...(site.arrow === undefined ? {} : { arrowPlace: here(frame, site.arrow) }),
    ...(site.label === undefined ? {} : { label: site.label }),
    owner: frame.build.name,
  };
}

/** The layer's own arithmetic, where every number is known. */
function arithmeticOf(
  kind: LayerKind,
  { applied, attributes }: StageFacts,
): { readonly arithmetic?: string } {
  if (applied?.output === undefined || kind.arithmetic === undefined) return {};
  if (!Object.values(applied.axes).every((size) => typeof size === "number")) return {};
  if (!Object.values(attributes).every(isConcrete)) return {};
  // All axes are numbers and no attribute holds a symbol, which is what `arithmetic` asks for.
  return { arithmetic: kind.arithmetic(applied.axes as Record<string, number>, attributes as never) };
}

const isConcrete = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every(isConcrete)
    : typeof value !== "object" || value === null || !("terms" in value);

/** Floating-point operations of one row, where every size is a number. */
function operationsOf(kind: LayerKind, { applied, attributes, inputs }: StageFacts): number | undefined {
  if (applied?.output === undefined) return undefined;
  const shapes = inputs.map(({ shape }) => shape ?? []);
  const weights = applied.weights.map(({ name, shape }) => [name, shape] as const);
  const state = applied.state.map(({ name, shape }) => [name, shape] as const);
  const all = [...shapes, ...[...weights, ...state].map(([, shape]) => shape)];
  if (!all.every(isConcrete) || !Object.values(attributes).every(isConcrete)) return undefined;
  type Numbers = Record<string, readonly number[]>;
  // All sizes are numbers, as was just seen.
  return countOperations(
    kind,
    shapes as readonly (readonly number[])[],
    Object.fromEntries(weights) as Numbers,
    attributes,
    Object.fromEntries(state) as Numbers,
  );
}
