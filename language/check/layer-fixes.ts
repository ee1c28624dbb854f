/** Repairs for a layer that does not fit: candidates, each tried on the text before it is offered. */
import type { LayerFinding } from "../../layers/apply.ts";
import type { Problem } from "../../layers/define.ts";
import { findLayer } from "../../layers/index.ts";
import { floorDivide } from "../../shapes/division.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Size } from "../../shapes/size.ts";
import { elementsOf } from "../../shapes/substitution.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, type Tensor } from "./frame.ts";
import type { LayerContext } from "./report-layer.ts";
import { bringTogether, equalSizes, padOutput, roundSize } from "./size-fixes.ts";

export function layerFixes(context: LayerContext, found: LayerFinding): readonly FixDraft[] {
  if (found.kind === "rank") return rankFixes(context, found);
  if (found.kind !== "rule") return [];
  switch (found.problem.kind) {
    case "window-too-large":
      return windowFixes(context);
    case "not-divisible":
      return [...divisorFixes(context), ...partFixes(context, found.problem)];
    case "sizes-differ":
      return meetingFixes(context, found.problem);
    case "count-differs":
      return countFixes(context);
    case "wrong-axis":
      return axisFixes(context, found.problem);
    default:
      return [];
  }
}

/** `flatten -> ` in front of the stage, behind its arrow. */
export function insertFlatten({ frame, site }: Pick<LayerContext, "frame" | "site">): readonly FixDraft[] {
  if (site.arrow === undefined) return [];
  const place = here(frame, { start: site.arrow.end, end: site.arrow.end });
  return [replace("Insert `flatten` before it", place, " flatten ->")];
}

function rankFixes(
  context: LayerContext,
  { given, names }: Extract<LayerFinding, { kind: "rank" }>,
): readonly FixDraft[] {
  const { frame, site, inputs } = context;
  const [origin] = inputs[0]?.origins ?? [];
  let birth = origin;
  while (birth?.before[0] !== undefined) birth = birth.before[0];
  const fixes = [...otherRank(context, given.length), ...returnSequence(context)];
  if (birth === undefined) return fixes;
  const { place } = birth;
  const at = (offset: number) => ({ ...place, span: { start: offset, end: offset } });
  if (names.length === 3 && given.length === 2)
    fixes.unshift(replace("Write one channel: [1, height, width]", at(place.span.start), "1, "));
  if (
    names.length === 2 &&
    given.length === 1 &&
    frame.questions.textOf(place.declaration, place.span) !== ""
  )
    fixes.push(replace("Write one feature for each time: [time, 1]", at(place.span.end), ", 1"));
  if (fixes.length === 0 && names.length === 1) fixes.push(...insertFlatten({ frame, site }));
  return fixes;
}

/** conv3d on an image: conv2d is meant. */
function otherRank({ frame, kind, site }: LayerContext, given: number): FixDraft[] {
  const own = /^(.*)([123])d$/.exec(kind.name);
  const other = own === null ? undefined : `${own[1]}${given - 1}d`;
  if (other === undefined || findLayer(other) === undefined) return [];
  return [replace(`Write \`${other}\``, here(frame, site.written.name.span), other)];
}

/** A recurrent layer that gave its last step only is told to give the whole sequence. */
function returnSequence({ frame, inputs }: LayerContext): FixDraft[] {
  const step = frame.build.steps.find(({ name }) => name === inputs[0]?.name);
  if (step === undefined || step.attributes.return !== "last") return [];
  const { declaration, span } = step.place;
  const text = frame.questions.textOf(declaration, span);
  const found = /return:\s*last/.exec(text);
  if (found === null) return [];
  const start = span.start + found.index;
  const place = { declaration, span: { start, end: start + found[0].length } };
  return [replace("Let it give the whole sequence", place, "return: sequence")];
}

/** The largest kernel that fits, or padding that makes this one fit. */
function windowFixes({ frame, inputs, bound }: LayerContext): readonly FixDraft[] {
  const written = bound.written.get("kernel");
  const sides = (inputs[0]?.shape ?? []).slice(-2);
  if (written === undefined || !sides.every((side) => typeof side === "number")) return [];
  const padding = bound.attributes.padding;
  const around = Array.isArray(padding) ? Number((padding[0] as readonly unknown[])[0] ?? 0) : 0;
  const largest = Math.min(...(sides as number[])) + 2 * around;
  const fixes: FixDraft[] = [];
  if (largest >= 1) {
    fixes.push(replace(`Make the kernel ${largest}`, here(frame, written.expression.span), String(largest)));
  }
  const end = here(frame, { start: written.span.end, end: written.span.end });
  if (!bound.written.has("padding")) fixes.push(replace("Add `padding: same`", end, ", padding: same"));
  return fixes;
}

/** For groups the nearest number that divides both, for filters the nearest multiple. */
function divisorFixes({ frame, applied, bound }: LayerContext): readonly FixDraft[] {
  const groups = bound.attributes.groups;
  const filters = bound.attributes.filters;
  const channels = applied.axes.channels;
  if (typeof groups !== "number" || typeof filters !== "number" || typeof channels !== "number") return [];
  const fixes: FixDraft[] = [];
  const writtenFilters = bound.written.get("filters");
  if (filters % groups !== 0 && writtenFilters !== undefined) {
    const place = here(frame, writtenFilters.expression.span);
    const near = [Math.round(filters / groups) * groups, Math.ceil(filters / groups) * groups];
    for (const count of new Set(near.filter((each) => each > 0))) {
      fixes.push(replace(`Change to ${count} filters`, place, String(count)));
    }
  }
  const writtenGroups = bound.written.get("groups");
  if (writtenGroups !== undefined) {
    const place = here(frame, writtenGroups.expression.span);
    const fitting = commonDivisors(channels, filters).sort(
      (a, b) => Math.abs(a - groups) - Math.abs(b - groups),
    );
    for (const count of fitting.slice(0, 2))
      fixes.push(replace(`Change \`groups\` to ${count}`, place, String(count)));
  }
  return fixes;
}

/** Channel counts are small; beyond this many steps no list of divisors helps anybody. */
const mostTried = 4096;

function commonDivisors(a: number, b: number): number[] {
  const divisors: number[] = [];
  for (let divisor = 1; divisor <= Math.min(a, b, mostTried); divisor += 1) {
    if (a % divisor === 0 && b % divisor === 0) divisors.push(divisor);
  }
  return divisors;
}

/** `heads` and the like: numbers of parts that divide the axis; and sizes that the parts divide. */
function partFixes(context: LayerContext, { attribute, axis }: Problem): readonly FixDraft[] {
  const { frame, inputs, bound, kind } = context;
  const written = attribute === undefined ? undefined : bound.written.get(attribute);
  const parts = attribute === undefined ? undefined : bound.attributes[attribute];
  const [input] = inputs;
  if (input?.shape === undefined || typeof parts !== "number" || attribute === "groups") {
    if (kind.attributes.filters !== undefined || typeof parts !== "number") return [];
  }
  const names = kind.input.split(" ").filter((word) => word !== "...");
  const shape = input?.shape ?? [];
  const index = axis === "channels" || names[0] === "channels" ? 0 : shape.length - 1;
  const size = shape[index];
  if (written === undefined || typeof size !== "number" || typeof parts !== "number") return [];
  const place = here(frame, written.expression.span);
  const fitting = commonDivisors(size, size).sort((a, b) => Math.abs(a - parts) - Math.abs(b - parts));
  return [
    ...fitting
      .slice(0, 2)
      .map((count) => replace(`Change \`${attribute}\` to ${count}`, place, String(count))),
    ...roundSize(frame, input?.origins[index], [parts, parts * parts]),
  ];
}

/** What meets here gets the same size: by a number, a padding, or a layer of its own. */
function meetingFixes({ frame, inputs, site }: LayerContext, { axis }: Problem): readonly FixDraft[] {
  const [a, b] = inputs;
  const index = Number(axis);
  const differs = (other: number) =>
    formatSize(a?.shape?.[other] ?? 0) !== formatSize(b?.shape?.[other] ?? 0);
  const all = (a?.shape ?? []).map((_, each) => each).filter(differs);
  const at = Number.isInteger(index) && axis !== undefined ? index : (all[0] ?? 0);
  const sideOf = (tensor: Tensor | undefined) => ({ size: tensor?.shape?.[at], origin: tensor?.origins[at] });
  const { expression } = site.written;
  const sides = expression.kind === "binary" ? [expression.left, expression.right] : [];
  return [
    ...padOutput(frame, b?.origins[at]),
    ...padOutput(frame, a?.origins[at]),
    ...equalSizes(frame, sideOf(a), sideOf(b)),
    ...bringTogether(frame, sides, inputs),
    ...roundSize(frame, a?.origins[at]).map((fix) => everySide(fix, a, frame)),
  ];
}

/** A new height is a new width too, where both were the same. */
function everySide(fix: FixDraft, tensor: Tensor | undefined, frame: Frame): FixDraft {
  const [edit] = fix.edits;
  if (edit === undefined) return fix;
  const old = frame.questions.textOf(edit.place.declaration, edit.place.span);
  const others = (tensor?.origins ?? []).flatMap((origin) => {
    let birth = origin;
    while (birth?.before[0] !== undefined) birth = birth.before[0];
    if (birth === undefined || birth.place.span.start === edit.place.span.start) return [];
    const text = frame.questions.textOf(birth.place.declaration, birth.place.span);
    return text === old ? [{ place: birth.place, text: edit.text }] : [];
  });
  return { ...fix, edits: [...fix.edits, ...others] };
}

/** The written shape with its last size, or all of it, made to hold as many numbers as there are. */
function countFixes({ frame, inputs, bound }: LayerContext): readonly FixDraft[] {
  const written = bound.written.get("shape");
  const { shape } = bound.attributes;
  if (written === undefined || !Array.isArray(shape)) return [];
  const all = elementsOf(inputs[0]?.shape ?? []);
  const kept = shape.slice(0, -1) as Size[];
  const rest = floorDivide(all, elementsOf(kept));
  const fitting = [...kept, rest];
  if (formatSize(elementsOf(fitting)) !== formatSize(all)) return [];
  const text = formatShape(fitting, "source");
  return [replace(`Write ${text}`, here(frame, written.expression.span), text)];
}

/** The last axis, where one further back is asked for. */
function axisFixes({ frame, inputs, bound }: LayerContext, { attribute }: Problem): readonly FixDraft[] {
  const written = attribute === undefined ? undefined : bound.written.get(attribute);
  const rank = inputs[0]?.shape?.length ?? 0;
  if (written === undefined || typeof bound.attributes[attribute ?? ""] !== "number" || rank === 0) return [];
  return [
    replace(`Write ${rank - 1}, the last axis`, here(frame, written.expression.span), String(rank - 1)),
  ];
}
