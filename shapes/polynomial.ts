/** The normal form of polynomials: how terms and atoms are ordered, merged and told apart. */
import { type Atom, type FloorAtom, inexact, type Size, type Term } from "./size.ts";

/** The text of a floor, which would otherwise be written anew at each comparison. */
const floorKeys = new WeakMap<FloorAtom, string>();

/** A sum with more terms than this is given up as inexact; nothing an author writes comes near. */
const mostTerms = 2000;

export function termsOf(size: Size): readonly Term[] {
  if (typeof size !== "number") return size.terms;
  return size === 0 ? [] : [{ coefficient: size, atoms: [] }];
}

/** The normal form of a sum of terms, each with sorted atoms. */
export function fromTerms(terms: readonly Term[]): Size {
  const [first] = terms;
  if (first === undefined) return 0;
  if (terms.length === 1 && first.coefficient !== 0 && first.atoms.length > 0) {
    return Number.isSafeInteger(first.coefficient) ? { terms } : inexact;
  }
  const sums = new Map<string, Term>();
  for (const { coefficient, atoms } of terms) {
    const key = atoms.map(atomKey).join(" * ");
    const sum = (sums.get(key)?.coefficient ?? 0) + coefficient;
    if (!Number.isSafeInteger(sum)) return inexact;
    sums.set(key, { coefficient: sum, atoms });
  }
  const kept = [...sums.values()].filter((term) => term.coefficient !== 0);
  if (kept.length > mostTerms) return inexact;
  const constant = kept.length === 1 ? kept[0] : undefined;
  if (kept.length === 0) return 0;
  if (constant?.atoms.length === 0) return constant.coefficient;
  return { terms: kept.sort((a, b) => compareMonomials(b.atoms, a.atoms)) };
}

/** Terms of the highest degree are greatest, then by atoms: an order that multiplication keeps, as division needs. */
export function compareMonomials(a: readonly Atom[], b: readonly Atom[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [index, atom] of a.entries()) {
    const order = compareAtoms(atom, b[index] as Atom);
    if (order !== 0) return -order;
  }
  return 0;
}

export const multiplyMonomials = (a: readonly Atom[], b: readonly Atom[]): readonly Atom[] =>
  a.length === 0 ? b : b.length === 0 ? a : [...a, ...b].sort(compareAtoms);

/** a / b where every atom of b is in a, else `undefined`. */
export function divideMonomials(a: readonly Atom[], b: readonly Atom[]): readonly Atom[] | undefined {
  const rest = [...a];
  for (const atom of b) {
    const index = rest.findIndex((other) => compareAtoms(atom, other) === 0);
    if (index < 0) return undefined;
    rest.splice(index, 1);
  }
  return rest;
}

/** Text that two atoms share exactly if they are the same. */
export function atomKey(atom: Atom): string {
  if (atom.kind === "symbol") return atom.name;
  const known = floorKeys.get(atom);
  if (known !== undefined) return known;
  const key = `floor(${sizeKey(atom.numerator)} / ${sizeKey(atom.denominator)})`;
  floorKeys.set(atom, key);
  return key;
}

/** Text that two sizes share exactly if they have the same normal form. */
export const sizeKey = (size: Size): string =>
  typeof size === "number"
    ? String(size)
    : size.terms.map((term) => [term.coefficient, ...term.atoms.map(atomKey)].join(" * ")).join(" + ");

export const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);

function compareAtoms(a: Atom, b: Atom): number {
  const [left, right] = [atomKey(a), atomKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
