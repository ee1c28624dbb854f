/** The shape stated behind an output: checked like a return type. */
import { compare } from "../../shapes/compare.ts";
import { formatCondition, formatRequirement, formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import { counted } from "../diagnostics/define.ts";
import type { OutputStatement, Span } from "../syntax/tree.ts";
import { axisName } from "./axis-name.ts";
import { evaluate } from "./evaluate.ts";
import { type FixDraft, finding, replace } from "./finding.ts";
import { type Frame, here, isDecidedByCall, report, type Tensor } from "./frame.ts";
import { type Origin, stationsOf } from "./origin.ts";
import { requireFixes } from "./require-fix.ts";
import { padOutput, writeSize } from "./size-fixes.ts";
import { checkedSize } from "./size-value.ts";
import { hasUnknown } from "./value.ts";

interface StatedShape {
  readonly shape: Shape;
  readonly span: Span;
  /** Where each size is written, and its history. */
  readonly items: readonly { readonly span: Span; readonly origin: Origin | undefined }[];
}

export function checkStatedShape(frame: Frame, statement: OutputStatement, tensor: Tensor): void {
  const stated = readStatedShape(frame, statement);
  if (stated === undefined || tensor.shape === undefined) return;
  if (tensor.shape.length === stated.shape.length) compareSizes(frame, stated, tensor, tensor.shape);
  else if (!tensor.shape.some(hasUnknown))
    reportRank(frame, stated, tensor, tensor.shape, statement.value.span.end);
}

function readStatedShape(frame: Frame, statement: OutputStatement): StatedShape | undefined {
  const { shape: written } = statement;
  if (written === undefined) return undefined;
  const value = evaluate(frame, written);
  if (value.kind === "unknown") return undefined;
  if (value.kind !== "list") {
    report(frame, "SOMA2014", written.span, {
      name: "The shape of the output",
      wanted: "a list of sizes such as `[10]`",
      found: "one value",
    });
    return undefined;
  }
  const places = value.items.map(
    (_, index) => (written.kind === "list" ? written.items[index] : undefined) ?? written,
  );
  const sizes = value.items.map((item, index) =>
    checkedSize(frame, "a size of the output", { min: 1 }, places[index] ?? written, item),
  );
  if (sizes.includes(undefined)) return undefined;
  const items = value.items.map((item, index) => ({
    span: (places[index] ?? written).span,
    origin: item.kind === "size" ? item.origin : undefined,
  }));
  return { shape: sizes as Shape, span: written.span, items };
}

function reportRank(
  frame: Frame,
  stated: StatedShape,
  { origins }: Tensor,
  shape: Shape,
  valueEnd: number,
): void {
  const facts = { stated: formatShape(stated.shape), actual: formatShape(shape) };
  if (blameMissingFlatten(frame, facts.stated)) return;
  const difference = `it has ${counted(shape.length, "axis", "axes")}, not ${stated.shape.length}`;
  const end = here(frame, { start: valueEnd, end: valueEnd });
  const candidates = [
    ...["last", "flatten", "global_avg_pool"].map((layer) =>
      replace(`Add \`-> ${layer}\``, end, ` -> ${layer}`),
    ),
    writeStated(frame, stated, shape),
  ];
  report(
    frame,
    "SOMA3010",
    stated.span,
    { ...facts, difference },
    { related: stationsOf(...origins), candidates },
  );
}

const writeStated = (frame: Frame, stated: StatedShape, shape: Shape): FixDraft =>
  replace(`State ${formatShape(shape)}`, here(frame, stated.span), formatShape(shape, "source"));

/** Reports the first size that differs. */
function compareSizes(frame: Frame, stated: StatedShape, { origins }: Tensor, shape: Shape): void {
  const facts = { stated: formatShape(stated.shape), actual: formatShape(shape) };
  for (const [axis, size] of stated.shape.entries()) {
    const actual = shape[axis] ?? size;
    const answer = hasUnknown(actual) ? "equal" : compare(actual, size, frame.facts);
    if (answer === "equal") continue;
    const item = stated.items[axis];
    const span = item?.span ?? stated.span;
    const related = stationsOf(item?.origin, origins[axis]);
    const difference = `${axisName(axis, shape.length)} is ${formatSize(actual)}, not ${formatSize(size)}`;
    if (answer === "different") {
      const candidates = [
        ...padOutput(frame, origins[axis]),
        ...writeSize(frame, origins[axis], [size]),
        writeStated(frame, stated, shape),
      ];
      report(frame, "SOMA3010", span, { ...facts, difference }, { related, candidates });
    } else reportOpenOutput(frame, span, difference, answer.onlyIf, related);
    return;
  }
}

function reportOpenOutput(
  frame: Frame,
  span: { readonly start: number; readonly end: number },
  difference: string,
  condition: Parameters<typeof formatCondition>[0],
  related: ReturnType<typeof stationsOf>,
): void {
  report(
    frame,
    "SOMA3008",
    span,
    {
      layer: "output",
      condition: formatCondition(condition),
      what: difference,
      requirement: formatRequirement(condition),
    },
    {
      related,
      candidates: requireFixes(frame, condition),
      decidedByCall: isDecidedByCall(frame, condition),
    },
  );
}

/** A stated shape with fewer axes makes the warning about a dense layer on a feature map the error that it is. */
function blameMissingFlatten({ findings }: Frame, stated: string): boolean {
  const index = findings.findIndex(({ code }) => code === "SOMA3030");
  const warning = findings[index];
  if (warning === undefined) return false;
  const { place, message, related, candidates } = warning;
  findings[index] = finding("SOMA3035", place, { before: message, stated }, { related, candidates });
  return true;
}
