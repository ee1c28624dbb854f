/** What to say where a size must be split evenly and cannot be: groups of channels, heads of a width. */
import { formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import type { ShapeRule } from "./define.ts";

interface Split {
  readonly size: Size;
  /** What the size counts: "input channels". */
  readonly of: string;
  readonly parts: Size;
  /** What the parts are called, and the attribute that sets their number: "groups". */
  readonly called: string;
  readonly why: string;
}

/** `size` must be a multiple of `parts`. */
export function mustSplit(rule: ShapeRule, { size, of, parts, called, why }: Split): void {
  const [whole, count] = [formatSize(size), formatSize(parts)];
  rule.divides(parts, size, {
    kind: "not-divisible",
    what: `${whole} ${of} cannot be split into ${count} equal ${called}${remainderOf(size, parts)}.`,
    why,
    advice: adviceFor(size, of, parts, called),
    attribute: called,
  });
}

/** ": 69 = 4·17 + 1" */
function remainderOf(size: Size, parts: Size): string {
  if (typeof size !== "number" || typeof parts !== "number") return "";
  return `: ${size} = ${parts}·${Math.floor(size / parts)} + ${size % parts}`;
}

function adviceFor(size: Size, of: string, parts: Size, called: string): string {
  if (typeof size !== "number" || typeof parts !== "number") {
    return `Require that ${formatSize(size)} is a multiple of ${formatSize(parts)}.`;
  }
  const below = Math.floor(size / parts) * parts;
  const near = below === 0 ? `${parts}` : `${below} or ${below + parts}`;
  return `Use ${near} ${of}, or another number of ${called}: ${divisorsOf(size).join(", ")}.`;
}

/** The smallest ones; a size beyond any network's is not searched to its end. */
function divisorsOf(size: number): readonly number[] {
  const divisors: number[] = [];
  for (let candidate = 1; candidate <= Math.min(size, 65536) && divisors.length < 12; candidate += 1) {
    if (size % candidate === 0) divisors.push(candidate);
  }
  return divisors;
}
