/** Putting sizes in the place of symbols. */
import { add, multiply } from "./arithmetic.ts";
import { floorDivide } from "./division.ts";
import { fromTerms, termsOf } from "./polynomial.ts";
import type { Atom, Shape, Size } from "./size.ts";

export type Bindings = ReadonlyMap<string, Size>;

/** All symbols are replaced at once; those without a binding stay. */
export function substitute(size: Size, bindings: Bindings): Size {
  if (typeof size === "number" || bindings.size === 0) return size;
  return add(
    ...size.terms.map(({ coefficient, atoms }) =>
      multiply(coefficient, ...atoms.map((atom) => substituteAtom(atom, bindings))),
    ),
  );
}

export const substituteShape = (shape: Shape, bindings: Bindings): Shape =>
  shape.map((size) => substitute(size, bindings));

/** The number a size comes to; `undefined` while a symbol is open or where there is no exact answer. */
export function evaluate(size: Size, bindings: Bindings = new Map()): number | undefined {
  const value = substitute(size, bindings);
  return typeof value === "number" && !Number.isNaN(value) ? value : undefined;
}

/** Names of the symbols in a size, each once, in order of appearance. */
export function symbolsOf(size: Size): readonly string[] {
  return [...new Set(termsOf(size).flatMap(({ atoms }) => atoms.flatMap(symbolsOfAtom)))];
}

/** The number of elements: the product of all sizes. */
export const elementsOf = (shape: Shape): Size => multiply(...shape);

function substituteAtom(atom: Atom, bindings: Bindings): Size {
  if (atom.kind === "symbol") {
    return bindings.get(atom.name) ?? fromTerms([{ coefficient: 1, atoms: [atom] }]);
  }
  return floorDivide(substitute(atom.numerator, bindings), substitute(atom.denominator, bindings));
}

const symbolsOfAtom = (atom: Atom): readonly string[] =>
  atom.kind === "symbol" ? [atom.name] : [...symbolsOf(atom.numerator), ...symbolsOf(atom.denominator)];
