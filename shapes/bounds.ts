/** How small and how large a size can be, whatever the symbols are. */
import { add, multiply, negate, subtract } from "./arithmetic.ts";
import { type Facts, noFacts } from "./facts.ts";
import { atomKey, termsOf } from "./polynomial.ts";
import { type Atom, type FloorAtom, type Size, symbol, type Term } from "./size.ts";

/** Both ends belong to the range; infinite where nothing is known. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** Every value of the size lies within; the bounds need not be reached. Takes a size that was simplified with the same facts. */
export const boundsOf = (size: Size, facts: Facts = noFacts): Bounds => ({
  minimum: lowerBound(size, facts, 3),
  maximum: -lowerBound(negate(size), facts, 3) + 0,
});

/** The better of two bounds: of the terms one by one, and of the size with one floor opened up. */
function lowerBound(size: Size, facts: Facts, depth: number): number {
  if (typeof size === "number") return size;
  let best = boundByTerms(size, facts, depth);
  if (depth === 0) return best;
  for (const term of size.terms) {
    const [atom, ...more] = term.atoms;
    if (atom?.kind !== "floor" || more.length > 0 || typeof atom.denominator !== "number") continue;
    best = Math.max(best, boundWithoutFloor(size, term, atom, facts, depth));
  }
  return best;
}

/** With d·⌊n / d⌋ = n − r and 0 ≤ r < d: the bound of d·size, divided by d. */
function boundWithoutFloor(size: Size, term: Term, atom: FloorAtom, facts: Facts, depth: number): number {
  const divisor = atom.denominator as number;
  if (divisor <= 0) return Number.NEGATIVE_INFINITY;
  const rest = subtract(size, { terms: [term] });
  const opened = add(multiply(rest, divisor), multiply(atom.numerator, term.coefficient));
  const lost = Math.max(term.coefficient, 0) * (divisor - 1);
  return Math.ceil((lowerBound(opened, facts, depth - 1) - lost) / divisor) + 0;
}

/** Measures each atom from its smallest value, so that h·w − h = h·(w − 1) is seen to be at least 0; then adds up the terms. */
function boundByTerms(size: Size, facts: Facts, depth: number): number {
  const ranges = new Map<string, Bounds>();
  const shifted = add(
    ...termsOf(size).map(({ coefficient, atoms }) =>
      multiply(coefficient, ...atoms.map((atom) => shift(atom, ranges, facts, depth))),
    ),
  );
  return termsOf(shifted).reduce((sum, term) => sum + boundOfTerm(term, ranges), 0);
}

function shift(atom: Atom, ranges: Map<string, Bounds>, facts: Facts, depth: number): Size {
  const range = boundsOfAtom(atom, facts, depth);
  const finite = Number.isFinite(range.minimum);
  const name = atomKey(atom);
  ranges.set(name, finite ? { minimum: 0, maximum: range.maximum - range.minimum } : range);
  return finite ? add(symbol(name), range.minimum) : symbol(name);
}

function boundsOfAtom(atom: Atom, facts: Facts, depth: number): Bounds {
  if (atom.kind === "symbol") {
    return {
      minimum: facts.minimum.get(atom.name) ?? 1,
      maximum: facts.maximum.get(atom.name) ?? Number.POSITIVE_INFINITY,
    };
  }
  const nothing = { minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY };
  if (depth === 0) return nothing;
  const least = lowerBound(atom.denominator, facts, depth - 1);
  if (least < 1) return nothing;
  const most = typeof atom.denominator === "number" ? least : Number.POSITIVE_INFINITY;
  const low = lowerBound(atom.numerator, facts, depth - 1);
  const high = -lowerBound(negate(atom.numerator), facts, depth - 1);
  return {
    minimum: Math.floor(low / (low < 0 ? least : most)),
    maximum: Math.floor(high / (high < 0 ? most : least)),
  };
}

/** coefficient · the product of the atoms' ranges, its lower end. */
function boundOfTerm({ coefficient, atoms }: Term, ranges: ReadonlyMap<string, Bounds>): number {
  let range: Bounds = { minimum: coefficient, maximum: coefficient };
  for (const atom of atoms) {
    const other = ranges.get(atomKey(atom)) ?? { minimum: 0, maximum: Number.POSITIVE_INFINITY };
    const ends = [range.minimum, range.maximum].flatMap((a) =>
      [other.minimum, other.maximum].map((b) => (a === 0 || b === 0 ? 0 : a * b)),
    );
    range = { minimum: Math.min(...ends), maximum: Math.max(...ends) };
  }
  return range.minimum;
}
