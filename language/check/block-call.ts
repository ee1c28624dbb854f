/** A block used as a layer: its parameters bound, its inputs set beside the tensors that arrive, its body written out in place. */

import { add } from "../../shapes/arithmetic.ts";
import { compare } from "../../shapes/compare.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import { elementsOf } from "../../shapes/substitution.ts";
import type { BlockDeclaration, NetworkDeclaration } from "../syntax/tree.ts";
import { type Finding, type FixDraft, finding, isError, replace } from "./finding.ts";
import { type Frame, here, type Labelled, report, type Tensor, unknownTensor } from "./frame.ts";
import { bindInputs, inputStatements, type Mismatch, matchInputs, readInputs } from "./inputs.ts";
import { type Applied, type LayerSite, mayExpand, type Shared, stepName } from "./layer-call.ts";
import { bindParameters } from "./parameters.ts";
import { placeOf } from "./place.ts";
import { equalSizes } from "./size-fixes.ts";
import { knownShape, placesOf } from "./stage-draft.ts";
import type { Value } from "./value.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;

/** How deeply blocks may stand inside each other. */
const mostNested = 64;

export const blockInputs = (declaration: Parametric): number => inputStatements(declaration).length;

export function applyBlock(
  frame: Frame,
  declaration: Parametric,
  site: LayerSite,
  tensors: readonly Tensor[],
  shared?: Shared,
): Applied {
  const name = declaration.name.text;
  const parameters =
    shared?.layer.call?.parameters ??
    bindParameters(frame, {
      declaration,
      nameSpan: site.written.name.span,
      arguments: site.written.arguments,
    });
  const step =
    site.step === undefined ? stepName(frame, shared?.label ?? site.label, name) : frame.prefix + site.step;
  const weightPrefix =
    shared?.layer.weightPrefix ?? `${frame.weightPrefix}${step.slice(frame.prefix.length)}`;
  const labelled: Labelled = shared?.layer ?? {
    kind: name,
    place: here(frame, site.span),
    weightPrefix,
    ...(parameters === undefined ? {} : { call: { declaration, parameters } }),
  };
  const before = frame.build.steps.length;
  const weightsBefore = frame.build.weights.size;
  const output =
    parameters === undefined
      ? unknownTensor
      : writeOut(frame, { declaration, site, tensors, parameters, step, weightPrefix });
  const isWhole = (tensor: Tensor): boolean =>
    tensor.name !== undefined || (tensor.parts?.every((part) => isWhole(part.tensor)) ?? false);
  if (!isWhole(output)) frame.build.broken = true;
  else if (frame.build.steps.length === before) frame.build.names.delete(step);
  recordStage(frame, site, step, tensors, output, weightsBefore);
  return { tensor: output, labelled };
}

interface BlockUse {
  readonly declaration: Parametric;
  readonly site: LayerSite;
  readonly tensors: readonly Tensor[];
  readonly parameters: ReadonlyMap<string, Value>;
  /** What the names of its steps and of its weights start with. */
  readonly step: string;
  readonly weightPrefix: string;
}

export function writeOut(frame: Frame, use: BlockUse): Tensor {
  const { declaration, site, tensors } = use;
  const name = declaration.name.text;
  // Circles are reported where they are found, once.
  const isHopeless =
    frame.questions.circleOf(declaration) !== undefined ||
    frame.questions.stateOf(declaration) === "too-large";
  if (isHopeless) {
    frame.build.usesWrongBlock = true;
    return unknownTensor;
  }
  if (frame.inside.length >= mostNested) {
    report(frame, "SOMA3024", site.span, { limit: mostNested });
    return unknownTensor;
  }
  if (!mayExpand(frame, site)) return unknownTensor;
  const wanted = blockInputs(declaration);
  if (wanted !== tensors.length) {
    const inputs = wanted === 1 ? "1 tensor" : `${wanted} tensors`;
    report(frame, "SOMA2023", site.span, { name, wanted: inputs, found: tensors.length });
    return unknownTensor;
  }
  const inner = innerFrame(frame, use);
  const inputs = readInputs(inner, declaration);
  const { bindings, mismatch } = matchInputs(inner, inputs, tensors);
  if (mismatch !== undefined) {
    report(
      frame,
      "SOMA3011",
      site.span,
      {
        block: name,
        input: mismatch.input.statement.name.text,
        wanted: formatShape(mismatch.input.shape ?? []),
        found: formatShape(mismatch.given.shape ?? []),
        difference: mismatch.difference,
      },
      { related: mismatch.related, candidates: mismatchFixes(frame, site, mismatch) },
    );
    return unknownTensor;
  }
  const open = bindInputs(inner, inputs, tensors, bindings);
  const [undecided] = open;
  if (undecided !== undefined) {
    if (tensors.every(({ shape }) => shape !== undefined)) {
      report(frame, "SOMA3016", site.span, { owner: name, symbol: undecided });
    }
    return unknownTensor;
  }
  return evaluateInside(frame, inner, use, bindings.size);
}

/** Two axes that are swapped are swapped back; else one of the two sizes is written as the other. */
function mismatchFixes(
  frame: Frame,
  { arrow }: LayerSite,
  { input, given, axis }: Mismatch,
): readonly FixDraft[] {
  if (axis === undefined) return [];
  const stated = { size: input.shape?.[axis], origin: input.origins[axis] };
  const [first, second, ...more] = given.shape ?? [];
  const other = axis === 0 ? second : first;
  const isSwapped =
    other !== undefined &&
    more.length === 0 &&
    second !== undefined &&
    formatSize(other) === formatSize(stated.size ?? 0);
  const swap =
    isSwapped && arrow !== undefined
      ? [
          replace(
            "Swap the two axes",
            here(frame, { start: arrow.end, end: arrow.end }),
            " permute([1, 0]) ->",
          ),
        ]
      : [];
  return [...swap, ...equalSizes(frame, stated, { size: given.shape?.[axis], origin: given.origins[axis] })];
}

function innerFrame(frame: Frame, { declaration, site, parameters, step, weightPrefix }: BlockUse): Frame {
  const home = frame.questions.homeOf(declaration);
  return {
    ...frame,
    questions: home,
    outer: home === frame.questions ? frame.outer : (frame.outer ?? here(frame, site.span)),
    declaration,
    record: undefined,
    findings: [],
    locals: new Map(
      [...parameters].map(([name, value]) => [
        name,
        { kind: "parameter", value, place: placeOf(declaration, declaration.name.span) },
      ]),
    ),
    later: new Map(),
    prefix: `${step}.`,
    weightPrefix: `${weightPrefix}.`,
    inside: [...frame.inside, declaration.name.text],
  };
}

function evaluateInside(frame: Frame, inner: Frame, use: BlockUse, bound: number): Tensor {
  const outputs = frame.elaborate(inner, use.declaration);
  const trouble = inner.findings.filter((each) => isError(each) || each.code === "SOMA3017");
  if (!hasOpenConditions(inner)) frame.build.decided.add(use.declaration);
  const [first] = trouble;
  if (first !== undefined) passOn(frame, inner, use, first, bound);
  if (trouble.some(isError)) return unknownTensor;
  const [output, ...more] = outputs;
  if (output === undefined) return unknownTensor;
  return more.length > 0 ? { ...unknownTensor, parts: outputs } : output.tensor;
}

export const hasOpenConditions = ({ findings }: Pick<Frame, "findings">): boolean =>
  findings.some(({ decidedByCall }) => decidedByCall === true);

/** Says at the call what goes wrong inside, unless the block itself is wrong: that is reported there. */
function passOn(frame: Frame, inner: Frame, use: BlockUse, trouble: Finding, bound: number): void {
  if (frame.questions.stateOf(use.declaration) !== "fine") {
    frame.build.usesWrongBlock = true;
    return;
  }
  // What would mend this call must not change the block for all others.
  const candidates = trouble.candidates.filter(({ edits }) =>
    edits.every((edit) => edit.place.declaration !== use.declaration),
  );
  const related = [...trouble.related, { place: trouble.place, message: writtenIn(use.declaration) }];
  const place = here(frame, use.site.span);
  if (saidAtTheCall.has(trouble.code)) {
    frame.findings.push({ ...trouble, place, related, candidates });
    return;
  }
  const block = use.declaration.name.text;
  const facts = {
    block,
    sizes: bound + use.parameters.size === 0 ? "" : sizesInWords(inner),
    inner: trouble.message,
  };
  frame.findings.push(finding("SOMA3013", place, facts, { related, candidates }));
}

export const writtenIn = ({ name }: Parametric): string => `In \`${name.text}\`: it is written here`;

/** What speaks of the block or of the whole network already. */
const saidAtTheCall: ReadonlySet<string> = new Set([
  "SOMA3012",
  "SOMA3013",
  "SOMA3017",
  "SOMA3023",
  "SOMA3024",
]);

/** "channels = 64, h = 28" */
const sizesInWords = (inner: Frame): string =>
  [...inner.locals]
    .flatMap(([name, local]) => {
      const size =
        local.kind === "size"
          ? local.size
          : local.kind === "parameter" && local.value.kind === "size"
            ? local.value.size
            : undefined;
      return size === undefined ? [] : [`${name} = ${formatSize(size)}`];
    })
    .join(", ");

/** A block or a repeat as one stage: what goes in, what comes out, and the weights that it has added. */
export function recordStage(
  frame: Frame,
  site: LayerSite,
  step: string,
  inputs: readonly Tensor[],
  output: Tensor,
  weightsBefore: number,
): void {
  if (frame.record === undefined) return;
  const added = [...frame.build.weights.values()].slice(weightsBefore);
  const learned = added.filter(({ role }) => role !== "state");
  const parameters = add(0, ...learned.map(({ shape }) => elementsOf(shape)));
  frame.record.stages.push({
    ...placesOf(frame, site),
    kind: site.written.name.text,
    step,
    inputs: inputs.map(({ shape }) => knownShape(shape)),
    output: knownShape(output.shape),
    parameters:
      output.name === undefined || compare(parameters, parameters) !== "equal" ? undefined : parameters,
    weights: [],
  });
}
