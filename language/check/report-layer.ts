/** Says what a layer's own rule has found: in the author's words, with the history of the sizes, and with repairs. */
import type { AppliedLayer, LayerFinding } from "../../layers/apply.ts";
import type { LayerKind, Problem } from "../../layers/define.ts";
import { formatCondition, formatRequirement, formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import type { DiagnosticCode } from "../diagnostics/table.ts";
import type { BoundArguments } from "./arguments.ts";
import { type Frame, isDecidedByCall, report, type Tensor } from "./frame.ts";
import { exactProduct } from "./inputs.ts";
import type { LayerSite } from "./layer-call.ts";
import { layerFixes } from "./layer-fixes.ts";
import { type Origin, stationsOf } from "./origin.ts";
import { requireFixes } from "./require-fix.ts";
import { channelsLast } from "./suspicious.ts";
import { hasUnknown } from "./value.ts";

export interface LayerContext {
  readonly frame: Frame;
  readonly kind: LayerKind;
  readonly site: LayerSite;
  readonly inputs: readonly Tensor[];
  readonly bound: BoundArguments;
  readonly applied: AppliedLayer;
}

export function reportLayerFindings(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  bound: BoundArguments,
  applied: AppliedLayer,
): void {
  const context = { frame, kind, site, inputs, bound, applied };
  let errors = 0;
  for (const found of applied.findings) {
    // A size that nobody could work out has been reported; what follows from it is silent.
    if (found.kind === "rule" && found.sizes?.some(hasUnknown)) continue;
    const isFirst = errors === 0;
    if (found.kind !== "rule" || (found.severity === "error" && found.onlyIf === undefined)) errors += 1;
    if (isFirst) reportFinding(context, found);
  }
}

function reportFinding(context: LayerContext, found: LayerFinding): void {
  switch (found.kind) {
    case "rank":
      reportRank(context, found);
      break;
    case "arity": {
      const { frame, site, kind } = context;
      const { given, min, max } = found;
      const wanted = max === min ? `${min} ${min === 1 ? "tensor" : "tensors"}` : `at least ${min} tensors`;
      report(frame, "SOMA2023", site.written.name.span, { name: kind.name, wanted, found: given });
      break;
    }
    case "too-large":
      reportTooLarge(context, found);
      break;
    case "rule":
      reportRule(context, found);
      break;
    default:
      found satisfies never;
  }
}

const callText = ({ frame, site }: LayerContext): string =>
  frame.questions.textOf(frame.declaration, site.written.name.span);

function reportRank(context: LayerContext, found: Extract<LayerFinding, { kind: "rank" }>): void {
  const { frame, site, inputs } = context;
  const { names, passing, given } = found;
  const more = passing ? " (and any in front)" : "";
  const count = names.length === 1 ? "1 axis" : `${names.length} axes`;
  report(
    frame,
    "SOMA3001",
    site.written.name.span,
    {
      layer: callText(context),
      wanted: `${count}, [${names.join(", ")}]${more}`,
      found: `${formatShape(given)} with ${given.length}`,
      advice: rankAdvice(names, given.length),
    },
    { related: stationsOf(...(inputs[found.input]?.origins ?? [])), candidates: layerFixes(context, found) },
  );
}

function rankAdvice(names: readonly string[], given: number): string {
  if (names.length === 3 && given === 2)
    return "Write the channels too: an image in grey is [1, height, width]";
  if (names.length === 3 && given === 1)
    return "It works on images; after `flatten` or a dense layer there is none left";
  return "";
}

function reportTooLarge(context: LayerContext, found: Extract<LayerFinding, { kind: "too-large" }>): void {
  const { frame, site, inputs } = context;
  const related = stationsOf(...inputs.flatMap(({ origins }) => origins));
  const layer = `\`${frame.questions.textOf(frame.declaration, site.span)}\``;
  if (found.of === "axis") {
    const what = `An axis of the output of ${layer}`;
    report(frame, "SOMA3020", site.span, { what, found: formatSize(found.size) }, { related });
    return;
  }
  const what = found.of === "weight" ? `The ${found.name} of ${layer}` : `The output of ${layer}`;
  const product = found.shape.map((size) => formatSize(size)).join(" · ");
  report(
    frame,
    "SOMA3021",
    site.span,
    {
      what,
      product: isNumbers(found.shape) ? `${product} = ${exactProduct(found.shape)}` : product,
      limit: frame.questions.limits.mostElements,
    },
    { related },
  );
}

const isNumbers = (shape: Shape): boolean => shape.every((size) => typeof size === "number");

const codes: Readonly<Record<Problem["kind"], DiagnosticCode>> = {
  "window-too-large": "SOMA3002",
  "not-divisible": "SOMA3003",
  "sizes-differ": "SOMA3004",
  "wrong-axis": "SOMA3005",
  "wrong-attribute": "SOMA3006",
  "count-differs": "SOMA3007",
  grows: "SOMA3032",
};

function reportRule(context: LayerContext, found: Extract<LayerFinding, { kind: "rule" }>): void {
  const { frame, site } = context;
  const { problem, onlyIf } = found;
  const related = stationsOf(...originsOf(context, problem));
  const layer = callText(context);
  if (onlyIf !== undefined) {
    // Every window asks for a least size; a caller with a smaller one is told so there.
    if (problem.kind === "window-too-large") return;
    report(
      frame,
      "SOMA3008",
      site.span,
      {
        layer,
        condition: formatCondition(onlyIf),
        what: problem.what,
        requirement: formatRequirement(onlyIf),
      },
      {
        related,
        candidates: requireFixes(frame, onlyIf),
        decidedByCall: isDecidedByCall(frame, onlyIf),
      },
    );
    return;
  }
  const { what, why } = problem;
  const swapped = problem.kind === "window-too-large" ? channelsLast(frame, context.inputs[0]) : undefined;
  const advice = swapped === undefined ? problem.advice : swapped.words;
  const span = spanOf(context, problem);
  // All of a rule's codes take the same facts.
  report(
    frame,
    codes[problem.kind] as "SOMA3002",
    span,
    { layer, what, why, advice },
    {
      related,
      candidates: [...(swapped?.candidates ?? []), ...layerFixes(context, found)],
    },
  );
}

function spanOf({ site, bound }: LayerContext, { attribute }: Problem): LayerSite["span"] {
  if (attribute !== undefined) {
    const written = bound.written.get(attribute);
    if (written !== undefined) return written.span;
  }
  return site.written.name.span;
}

/** The history of the axis at fault, of all inputs; of all axes where none is named. */
function originsOf(
  { kind, inputs, bound, frame, site }: LayerContext,
  { axis, attribute }: Problem,
): readonly (Origin | undefined)[] {
  const names = kind.input.split(" ").filter((word) => word !== "...");
  const written = attribute === undefined ? undefined : bound.written.get(attribute);
  const given: Origin[] =
    written === undefined || attribute === undefined
      ? []
      : [
          {
            place: { declaration: frame.declaration, span: written.span },
            words: `\`${attribute}\` of \`${frame.questions.textOf(frame.declaration, site.span)}\` is given here`,
            before: written.origin === undefined ? [] : [written.origin],
          },
        ];
  const sizes = inputs.flatMap(({ origins, shape = [] }) => {
    // Numbers of channels are what attributes such as `groups` have to go with.
    if (axis === undefined)
      return attribute !== undefined && names.length > 1 ? origins.slice(0, 1) : origins;
    const named = names.indexOf(axis);
    // Operators have no names for their axes and count them.
    const index = named >= 0 ? shape.length - names.length + named : Number(axis);
    return index < shape.length ? [origins[index]] : origins;
  });
  return [...sizes, ...given];
}
