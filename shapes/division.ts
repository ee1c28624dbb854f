/** Division of sizes, rounded down or up, and its remainder, resolved as far as the polynomials allow. */
import { add, multiply, negate, subtract } from "./arithmetic.ts";
import {
  compareMonomials,
  divideMonomials,
  fromTerms,
  greatestCommonDivisor,
  termsOf,
} from "./polynomial.ts";
import { type Atom, type FloorAtom, inexact, isExact, type Size, type Term } from "./size.ts";

/** ⌊numerator / denominator⌋; `inexact` where the denominator is 0. */
export function floorDivide(numerator: Size, denominator: Size): Size {
  if (!isExact(numerator) || !isExact(denominator) || denominator === 0) return inexact;
  if (typeof numerator === "number" && typeof denominator === "number") {
    return divideNumbers(numerator, denominator);
  }
  if (leadingTerm(denominator).coefficient < 0) return floorDivide(negate(numerator), negate(denominator));
  const { quotient, rest } = divideOut(numerator, denominator);
  return add(quotient, floorOfRest(rest, denominator));
}

/** ⌈numerator / denominator⌉ for a positive denominator, such as a stride. */
export const ceilDivide = (numerator: Size, denominator: Size): Size =>
  floorDivide(add(numerator, denominator, -1), denominator);

/** numerator − denominator · ⌊numerator / denominator⌋: never negative for a positive denominator. */
export const remainder = (numerator: Size, denominator: Size): Size =>
  subtract(numerator, multiply(denominator, floorDivide(numerator, denominator)));

/** True only where the form alone shows it: symbols with positive coefficients. */
const isSurelyPositive = (size: Size): boolean =>
  termsOf(size).length > 0 &&
  termsOf(size).every((term) => term.coefficient > 0 && term.atoms.every((atom) => atom.kind === "symbol"));

/** Exact where `Math.floor(a / b)` would round the quotient up to a whole number first. */
function divideNumbers(a: number, b: number): number {
  const rest = a % b;
  const down = rest !== 0 && rest < 0 !== b < 0 ? 1 : 0;
  return (a - rest) / b - down + 0;
}

const leadingTerm = (size: Size): Term => termsOf(size)[0] ?? { coefficient: 0, atoms: [] };

/** numerator = quotient · denominator + rest, by long division; coefficients of the rest lie in [0, leading coefficient). */
function divideOut(numerator: Size, denominator: Size): { quotient: Size; rest: Size } {
  const lead = leadingTerm(denominator);
  let quotient: Size = 0;
  let rest = numerator;
  let below: readonly Atom[] | undefined;
  for (;;) {
    const term = termsOf(rest).find(
      ({ atoms }) =>
        (below === undefined || compareMonomials(atoms, below) < 0) &&
        divideMonomials(atoms, lead.atoms) !== undefined,
    );
    if (term === undefined) return { quotient, rest };
    const piece = fromTerms([
      {
        coefficient: divideNumbers(term.coefficient, lead.coefficient),
        atoms: divideMonomials(term.atoms, lead.atoms) ?? [],
      },
    ]);
    quotient = add(quotient, piece);
    rest = subtract(rest, multiply(piece, denominator));
    below = term.atoms;
  }
}

/** ⌊rest / denominator⌋ for a rest that long division leaves. */
function floorOfRest(rest: Size, denominator: Size): Size {
  if (rest === 0 || !isExact(rest)) return rest;
  if (typeof rest === "number" && typeof denominator === "number") return divideNumbers(rest, denominator);
  const reduced = cancelNumber(rest, denominator) ?? cancelSymbol(rest, denominator);
  if (reduced !== undefined) return floorDivide(reduced.numerator, reduced.denominator);
  const merged = mergeNested(rest, denominator);
  if (merged !== undefined) return floorDivide(merged.numerator, merged.denominator);
  return fromTerms([{ coefficient: 1, atoms: [{ kind: "floor", numerator: rest, denominator }] }]);
}

interface Fraction {
  readonly numerator: Size;
  readonly denominator: Size;
}

/** ⌊(g·a + r) / (g·d)⌋ = ⌊(a + ⌊r / g⌋) / d⌋ for d > 0: (2h + 1) / 4 → h / 2. */
function cancelNumber(numerator: Size, denominator: Size): Fraction | undefined {
  const varying = termsOf(numerator).filter((term) => term.atoms.length > 0);
  const factor = [...varying, ...termsOf(denominator)].reduce(
    (divisor, term) => greatestCommonDivisor(divisor, term.coefficient),
    0,
  );
  const constant = constantOf(numerator);
  if (factor <= 1 || (constant % factor !== 0 && !isSurelyPositive(denominator))) return undefined;
  const divide = (terms: readonly Term[]) =>
    fromTerms(terms.map((term) => ({ ...term, coefficient: divideNumbers(term.coefficient, factor) })));
  return { numerator: divide(termsOf(numerator)), denominator: divide(termsOf(denominator)) };
}

/** h·a / (h·d) = a / d, since a symbol is never 0. */
function cancelSymbol(numerator: Size, denominator: Size): Fraction | undefined {
  const terms = [...termsOf(numerator), ...termsOf(denominator)];
  const shared = terms[0]?.atoms.find(
    (atom) =>
      atom.kind === "symbol" && terms.every((term) => divideMonomials(term.atoms, [atom]) !== undefined),
  );
  if (shared === undefined) return undefined;
  const divide = (size: Size) =>
    fromTerms(termsOf(size).map((term) => ({ ...term, atoms: divideMonomials(term.atoms, [shared]) ?? [] })));
  return { numerator: divide(numerator), denominator: divide(denominator) };
}

/** ⌊(⌊a / b⌋ + p) / d⌋ = ⌊(a + b·p) / (b·d)⌋ for b, d > 0. Left alone where it is not clear which of two floors to open. */
function mergeNested(numerator: Size, denominator: Size): Fraction | undefined {
  if (!isSurelyPositive(denominator)) return undefined;
  const floors = termsOf(numerator).flatMap(loneFloor);
  const [inner] = floors;
  if (inner === undefined || floors.length > 1 || !isSurelyPositive(inner.denominator)) return undefined;
  const others = subtract(numerator, fromTerms([{ coefficient: 1, atoms: [inner] }]));
  return {
    numerator: add(inner.numerator, multiply(inner.denominator, others)),
    denominator: multiply(inner.denominator, denominator),
  };
}

function loneFloor(term: Term): FloorAtom[] {
  const [atom, ...more] = term.atoms;
  return term.coefficient === 1 && atom?.kind === "floor" && more.length === 0 ? [atom] : [];
}

const constantOf = (size: Size): number =>
  termsOf(size).find((term) => term.atoms.length === 0)?.coefficient ?? 0;
