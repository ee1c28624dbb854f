/** Matching the shape a block declares with the shape it is given, which gives its symbols their sizes. */
import { subtract } from "./arithmetic.ts";
import { floorDivide, remainder } from "./division.ts";
import { termsOf } from "./polynomial.ts";
import type { Shape, Size } from "./size.ts";
import { type Bindings, substitute, symbolsOf } from "./substitution.ts";

export interface Unified {
  /** What was bound before, and what this shape binds. */
  readonly bindings: Bindings;
  /** Axes that bound nothing: whether the two sizes are the same is still to be asked. */
  readonly toCompare: readonly { readonly axis: number; readonly declared: Size; readonly given: Size }[];
}

/**
 * `free` are the symbols that may be bound, none of which may occur in `given`; others stand for themselves. Axes that are a bare symbol bind first, wherever
 * they stand; then those in which one symbol is left and can be solved for, such as 2 * h against 28. `undefined` where
 * the numbers of axes differ.
 */
export function unify(
  declared: Shape,
  given: Shape,
  free: ReadonlySet<string>,
  bound: Bindings = new Map(),
): Unified | undefined {
  if (declared.length !== given.length) return undefined;
  const bindings = new Map(bound);
  const toCompare: { axis: number; declared: Size; given: Size }[] = [];
  const axes = declared.map((size, axis) => ({ axis, size, isBare: bareSymbol(size) !== undefined }));
  for (const { axis, size } of [
    ...axes.filter((each) => each.isBare),
    ...axes.filter((each) => !each.isBare),
  ]) {
    const open = substitute(size, bindings);
    const target = given[axis] as Size;
    const solved = solveForFree(open, target, openSymbols(size, free, bindings));
    if (solved === undefined) toCompare.push({ axis, declared: open, given: target });
    else bindings.set(solved.name, solved.value);
  }
  return { bindings, toCompare: toCompare.sort((a, b) => a.axis - b.axis) };
}

const openSymbols = (size: Size, free: ReadonlySet<string>, bindings: Bindings): readonly string[] =>
  symbolsOf(size).filter((name) => free.has(name) && !bindings.has(name));

function bareSymbol(size: Size): string | undefined {
  const [term, ...more] = termsOf(size);
  const [atom, ...others] = term?.atoms ?? [];
  if (term?.coefficient !== 1 || more.length > 0 || others.length > 0) return undefined;
  return atom?.kind === "symbol" ? atom.name : undefined;
}

/** The only open symbol's value, if the size is coefficient · symbol + rest and the coefficient divides. */
function solveForFree(
  open: Size,
  target: Size,
  names: readonly string[],
): { name: string; value: Size } | undefined {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) return undefined;
  if (bareSymbol(open) === name) return { name, value: target };
  const mine = termsOf(open).filter((term) => symbolsOf({ terms: [term] }).includes(name));
  const [term, ...others] = mine;
  const [atom, ...factors] = term?.atoms ?? [];
  if (term === undefined || atom?.kind !== "symbol" || factors.length > 0 || others.length > 0)
    return undefined;
  const rest = subtract(target, substitute(open, new Map([[name, 0]])));
  if (remainder(rest, term.coefficient) !== 0) return undefined;
  const value = floorDivide(rest, term.coefficient);
  return typeof value === "number" && value < 1 ? undefined : { name, value };
}
