/** Repairs for a layer that does not fit: candidates, each tried on the text before it is offered. */
import type { LayerFinding } from "../../layers/apply.ts";
import { type FixDraft, replace } from "./finding.ts";
import { here } from "./frame.ts";
import type { LayerContext } from "./report-layer.ts";

export function layerFixes(context: LayerContext, found: LayerFinding): readonly FixDraft[] {
  if (found.kind === "rank") return rankFixes(context, found);
  if (found.kind !== "rule") return [];
  switch (found.problem.kind) {
    case "window-too-large":
      return windowFixes(context);
    case "not-divisible":
      return divisorFixes(context);
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
  const { inputs } = context;
  if (names.length !== 3 || given.length !== 2) return [];
  const [origin] = inputs[0]?.origins ?? [];
  let birth = origin;
  while (birth?.before[0] !== undefined) birth = birth.before[0];
  if (birth === undefined) return [];
  const { place } = birth;
  const front = { ...place, span: { start: place.span.start, end: place.span.start } };
  return [replace("Write one channel: [1, height, width]", front, "1, ")];
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
