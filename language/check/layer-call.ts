/** One application of a layer kind: its attributes, its shape with the history of every size, its weights, its step. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import { type AppliedLayer, applyLayer as applyKind, isFatal } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import type { WeightUse } from "../../network/network.ts";
import { formatSize } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import { elementsOf } from "../../shapes/substitution.ts";
import type { Span } from "../syntax/tree.ts";
import { type BoundArguments, bindArguments } from "./arguments.ts";
import { argumentRules } from "./attribute-value.ts";
import type { WrittenCall } from "./callee.ts";
import { type Frame, here, type Labelled, report, type Tensor, unknownTensor } from "./frame.ts";
import { guessOutput } from "./guess-output.ts";
import { useWeights } from "./layer-weights.ts";
import { outputOrigins } from "./output-origins.ts";
import { reportLayerFindings } from "./report-layer.ts";
import { describeStage } from "./stage-draft.ts";
import { warnAboutLayer } from "./suspicious.ts";
import { hasUnknown } from "./value.ts";
import { withVocabulary } from "./vocabulary.ts";

export interface LayerSite {
  /** The stage without its label. */
  readonly span: Span;
  readonly label?: string;
  /** The name of its step, where it is one round of a repeat. */
  readonly step?: string;
  readonly arrow?: Span;
  readonly written: WrittenCall;
  /** The activation that the next stage applies. */
  readonly next?: LayerKind;
}

/** A label that is used as a stage: the same layer with the same weights. */
export interface Shared {
  readonly label: string;
  readonly layer: Labelled;
}

export interface Applied {
  readonly tensor: Tensor;
  readonly labelled: Labelled | undefined;
}

export function applyLayer(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  shared?: Shared,
): Applied {
  const given = shared === undefined ? bind(frame, kind, site) : attributesOf(shared);
  const bound = withVocabulary(frame, kind, inputs, given);
  const step =
    site.step === undefined
      ? stepName(frame, shared?.label ?? site.label, kind.name)
      : frame.prefix + site.step;
  const weightPrefix = shared?.layer.weightPrefix ?? `${frame.weightPrefix}${localName(frame, step)}`;
  const labelled: Labelled = shared?.layer ?? {
    kind: kind.name,
    place: here(frame, site.span),
    weightPrefix,
    ...(bound === undefined ? {} : { attributes: bound.attributes }),
  };
  if (!mayExpand(frame, site)) return { tensor: unknownTensor, labelled };
  if (bound === undefined) return unknownStage(frame, site, kind, inputs, step, labelled);
  const shapes = inputs.map(({ shape }) => shape);
  if (!shapes.every((shape) => shape !== undefined)) {
    const shape = guessOutput(kind, bound.attributes, shapes, frame.facts);
    return unknownStage(frame, site, kind, inputs, step, labelled, shape);
  }
  const applied = applyKind(kind, {
    inputs: shapes,
    attributes: bound.attributes,
    facts: frame.facts,
    ...(site.next === undefined ? {} : { next: site.next }),
  });
  reportLayerFindings(frame, kind, site, inputs, bound, applied);
  if (applied.output === undefined || applied.findings.some(isFatal)) {
    const guessed = guessOutput(kind, bound.attributes, [undefined], frame.facts);
    return unknownStage(frame, site, kind, inputs, step, labelled, guessed);
  }
  if (isBeyondLimit(frame, site, applied.output))
    return unknownStage(frame, site, kind, inputs, step, labelled, applied.output);
  warnAboutLayer(frame, kind, site, inputs, applied.output);
  const uses = useWeights(frame, site, weightPrefix, applied, shared && { ...shared, inputs });
  const origins = outputOrigins(frame, kind, site, inputs, bound, applied, applied.output);
  describeStage(frame, site, { kind, step, inputs, applied, attributes: bound.attributes });
  const name = addStep(frame, { kind, site, inputs, step, applied, uses, attributes: bound.attributes });
  return { tensor: { name, shape: applied.output, origins }, labelled };
}

interface StepFacts {
  readonly kind: LayerKind;
  readonly site: LayerSite;
  readonly inputs: readonly Tensor[];
  readonly step: string;
  readonly applied: AppliedLayer;
  readonly attributes: BoundArguments["attributes"];
  /** `undefined` where a shared or tied weight does not fit. */
  readonly uses: Readonly<Record<string, WeightUse>> | undefined;
}

/** Adds the step to the network, and gives its tensor's name; `undefined` where a size or an input is not known. */
function addStep(frame: Frame, facts: StepFacts): string | undefined {
  const { kind, site, inputs, step, applied, attributes, uses } = facts;
  const { build } = frame;
  const names = inputs.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const { output } = applied;
  if (uses === undefined || output === undefined || output.some(hasUnknown) || names.length < inputs.length) {
    build.broken = true;
    return undefined;
  }
  build.steps.push({
    name: step,
    kind: kind.name,
    ...(site.label === undefined ? {} : { label: site.label }),
    inputs: names,
    inputShapes: inputs.map(({ shape }) => shape ?? []),
    shape: output,
    axes: applied.axes,
    attributes,
    weights: uses,
    place: here(frame, site.span),
    outer: frame.outer,
  });
  return step;
}

function bind(frame: Frame, kind: LayerKind, site: LayerSite): BoundArguments | undefined {
  const { written } = site;
  return bindArguments(
    frame,
    { signature: kind, nameSpan: written.name.span, arguments: written.arguments },
    argumentRules,
  );
}

function attributesOf({ layer }: Shared): BoundArguments | undefined {
  if (layer.attributes === undefined) return undefined;
  // They were checked where the label was made.
  return { attributes: layer.attributes as Record<string, AttributeValue>, written: new Map() };
}

function unknownStage(
  frame: Frame,
  site: LayerSite,
  kind: LayerKind,
  inputs: readonly Tensor[],
  step: string,
  labelled: Labelled,
  shape?: Shape,
): Applied {
  frame.build.broken = true;
  describeStage(frame, site, { kind, step, inputs, applied: undefined, attributes: {}, guessed: shape });
  const origins = (shape ?? []).map(() => undefined);
  return { tensor: { name: undefined, shape, origins }, labelled };
}

/** Layers themselves keep to the largest size there is; a workspace may have a lower limit. */
function isBeyondLimit(frame: Frame, site: LayerSite, output: Shape): boolean {
  const limit = frame.questions.limits.mostElements;
  const count = elementsOf(output);
  if (typeof count !== "number" || count <= limit) return false;
  const what = `The output of \`${frame.questions.textOf(frame.declaration, site.span)}\``;
  const product = `${output.map((size) => formatSize(size)).join(" · ")} = ${count}`;
  report(frame, "SOMA3021", site.span, { what, product, limit });
  return true;
}

/** Counts a step against the limit; past it, the first time, it is reported. */
export function mayExpand(frame: Frame, site: Pick<LayerSite, "span">): boolean {
  const { build } = frame;
  const { mostSteps } = frame.questions.limits;
  build.expanded += 1;
  if (build.expanded <= mostSteps) return true;
  if (build.expanded === mostSteps + 1) {
    report(frame, "SOMA3023", site.span, { owner: build.name, limit: mostSteps.toLocaleString("en") });
  }
  build.broken = true;
  return false;
}

/** A name no other step has: the label, else the kind with a number. */
export function stepName(frame: Frame, label: string | undefined, kind: string): string {
  const { names } = frame.build;
  const isTaken = (name: string) =>
    names.has(frame.prefix + name) || (name !== label && frame.later.has(name));
  let name = label ?? `${kind}_1`;
  const first = `${frame.prefix}${label ?? kind}`;
  for (
    let number = frame.build.counts.get(first) ?? (label === undefined ? 1 : 2);
    isTaken(name);
    number += 1
  ) {
    name = `${label ?? kind}_${number}`;
    frame.build.counts.set(first, number);
  }
  names.add(frame.prefix + name);
  return frame.prefix + name;
}

const localName = (frame: Frame, step: string): string => step.slice(frame.prefix.length);
