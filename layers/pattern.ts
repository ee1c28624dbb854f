/** Axis patterns: which axes of a shape a layer works on, and which pass through. */
import type { AxisPattern } from "./define.ts";

export interface Match<S> {
  readonly axes: Readonly<Record<string, S>>;
  readonly passing: readonly S[];
}

/** Names in a pattern, outermost first, without the dots. */
export const axisNames = (pattern: AxisPattern): readonly string[] =>
  pattern.split(" ").filter((word) => word !== "...");

export const hasPassingAxes = (pattern: AxisPattern): boolean => pattern.split(" ").includes("...");

/** `undefined` where the shape has too few axes, or too many. */
export function matchPattern<S>(pattern: AxisPattern, shape: readonly S[]): Match<S> | undefined {
  const names = axisNames(pattern);
  const count = shape.length - names.length;
  if (count < 0 || (count > 0 && !hasPassingAxes(pattern))) return undefined;
  const start = passingIndex(pattern);
  const named = [...shape.slice(0, start), ...shape.slice(start + count)];
  return {
    axes: Object.fromEntries(names.map((name, index) => [name, named[index] as S])),
    passing: shape.slice(start, start + count),
  };
}

/** The whole shape: what passes through put where the dots stand. */
export function joinPassing<S>(
  pattern: AxisPattern,
  named: readonly S[],
  passing: readonly S[],
): readonly S[] {
  if (pattern === "...") return named;
  const start = passingIndex(pattern);
  return [...named.slice(0, start), ...passing, ...named.slice(start)];
}

const passingIndex = (pattern: AxisPattern): number => Math.max(0, pattern.split(" ").indexOf("..."));
