/** Matching the shape a block declares with the shape it is given, which gives its symbols their sizes. */
import { subtract } from "./arithmetic.ts";
import { floorDivide, remainder } from "./division.ts";
import { termsOf } from "./polynomial.ts";
import { type Shape, type Size, symbol } from "./size.ts";
import { type Bindings, substitute, symbolsOf } from "./substitution.ts";

export interface Unified {
  /** What was bound before, and what this shape binds. */
  readonly bindings: Bindings;
  /** Axes that bound nothing: whether the two sizes are the same is still to be asked. */
  readonly toCompare: readonly { readonly axis: number; readonly declared: Size; readonly given: Size }[];
}

/**
 * `free` are the symbols that may be bound; others stand for themselves. A free `h` is another symbol than an `h` in
 * `given`. Axes that are a bare symbol bind first, wherever they stand; then those in which one symbol is left and can be
 * solved for, such as 2 * h against 28. `undefined` where the numbers of axes differ.
 */
export function unify(
  declared: Shape,
  given: Shape,
  free: ReadonlySet<string>,
  bound: Bindings = new Map(),
): Unified | undefined {
  if (declared.length !== given.length) return undefined;
  const marks = new Map([...free, ...bound.keys()].map((name) => [name, symbol(mark + name)]));
  const bindings = new Map([...bound].map(([name, size]) => [mark + name, size]));
  const toCompare: { axis: number; size: Size }[] = [];
  const axes = declared.map((size, axis) => ({
    axis,
    size: substitute(size, marks),
    isBare: bareSymbol(size) !== undefined,
  }));
  for (const { axis, size } of [
    ...axes.filter((each) => each.isBare),
    ...axes.filter((each) => !each.isBare),
  ]) {
    const open = symbolsOf(size).filter((name) => name.startsWith(mark) && !bindings.has(name));
    const solved = solveForFree(substitute(size, bindings), given[axis] as Size, open);
    if (solved === undefined) toCompare.push({ axis, size });
    else bindings.set(solved.name, solved.value);
  }
  const names = new Map([...marks].map(([name]) => [mark + name, symbol(name)]));
  return {
    bindings: new Map([...bindings].map(([name, size]) => [name.slice(mark.length), size])),
    toCompare: toCompare
      .sort((a, b) => a.axis - b.axis)
      .map(({ axis, size }) => ({
        axis,
        declared: substitute(substitute(size, bindings), names),
        given: given[axis] as Size,
      })),
  };
}

/** In front of a free symbol's name while its value is looked for; no author can write it. */
const mark = "?free ";

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
