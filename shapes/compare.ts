/** Questions about sizes with three answers: yes, no, or only for some values of the symbols. */
import { negate, subtract } from "./arithmetic.ts";
import { boundsOf } from "./bounds.ts";
import { remainder } from "./division.ts";
import { type Condition, type Facts, noFacts, restore, simplify } from "./facts.ts";
import { divideMonomials, fromTerms, greatestCommonDivisor, sizeKey, termsOf } from "./polynomial.ts";
import { casesOf } from "./residues.ts";
import { isExact, type Size } from "./size.ts";
import { conditionForSign, conditionForZero } from "./solve.ts";

export interface OnlyIf {
  readonly onlyIf: Condition;
}
export type Comparison = "equal" | "different" | OnlyIf;
export type Answer = "yes" | "no" | OnlyIf;

/** Whether two sizes are the same number. An inexact size equals nothing. */
export function compare(a: Size, b: Size, facts: Facts = noFacts): Comparison {
  const difference = cancelShared(simplify(subtract(a, b), facts));
  if (!isExact(difference)) return "different";
  if (difference === 0 || isKnownZero(difference, facts)) return "equal";
  if (typeof difference === "number") return "different";
  const { minimum, maximum } = boundsOf(difference, facts);
  if (minimum > 0 || maximum < 0 || isNeverZero(difference)) return "different";
  const cases = casesOf(difference);
  if (cases?.every((size) => size === 0)) return "equal";
  if (cases?.every((size) => isNeverZeroInCase(size))) return "different";
  const condition = conditionForZero(restore(difference, facts));
  if (condition === "never") return "different";
  return { onlyIf: condition };
}

/** Whether `size` ≥ `minimum`. An inexact size is at least nothing. */
export function isAtLeast(size: Size, minimum: Size, facts: Facts = noFacts): Answer {
  const difference = cancelShared(simplify(subtract(size, minimum), facts));
  if (!isExact(difference)) return "no";
  const bounds = boundsOf(difference, facts);
  if (bounds.minimum >= 0) return "yes";
  if (bounds.maximum < 0) return "no";
  const implied = facts.notNegative.some(
    (known) => boundsOf(subtract(difference, known), facts).minimum >= 0,
  );
  return implied ? "yes" : { onlyIf: conditionForSign(restore(difference, facts)) };
}

/** Whether `size` is a multiple of `divisor`. Nothing is a multiple of 0. */
export function divides(divisor: Size, size: Size, facts: Facts = noFacts): Answer {
  const rest = simplify(remainder(size, divisor), facts);
  if (!isExact(rest)) return "no";
  if (rest === 0 || isKnownZero(rest, facts)) return "yes";
  if (typeof rest === "number") return "no";
  const { minimum, maximum } = boundsOf(rest, facts);
  if (minimum > 0 || maximum < 0) return "no";
  return { onlyIf: { kind: "multiple", size, of: divisor } };
}

/** A case renames symbols to quotients, of which only that they are sizes is known. */
function isNeverZeroInCase(size: Size): boolean {
  const { minimum, maximum } = boundsOf(size);
  return minimum > 0 || maximum < 0 || isNeverZero(size);
}

function isKnownZero(size: Size, facts: Facts): boolean {
  if (facts.zero.length === 0 || typeof size === "number") return false;
  const key = sizeKey(primitive(size));
  return facts.zero.some((zero) => [zero, negate(zero)].some((same) => sizeKey(primitive(same)) === key));
}

/** 2h − 2w + 1 is odd for all h and w. */
function isNeverZero(size: Size): boolean {
  const varying = termsOf(size).filter((term) => term.atoms.length > 0);
  const constant = termsOf(size).find((term) => term.atoms.length === 0)?.coefficient ?? 0;
  return varying.length === 0 ? constant !== 0 : constant % commonFactor(varying) !== 0;
}

const commonFactor = (terms: readonly { readonly coefficient: number }[]): number =>
  terms.reduce((factor, term) => greatestCommonDivisor(factor, term.coefficient), 0);

/** Divided by the positive number that all coefficients share: the same sign, the same zeros. */
function primitive(size: Size): Size {
  const terms = termsOf(size);
  const factor = commonFactor(terms);
  if (typeof size === "number" || factor <= 1) return size;
  return fromTerms(terms.map((term) => ({ ...term, coefficient: term.coefficient / factor })));
}

/** Without the number and the symbols that all terms share: 64·h·w − 64·h → w − 1. A symbol is at least 1, so signs and zeros stay. */
function cancelShared(size: Size): Size {
  if (!isExact(size)) return size;
  const reduced = primitive(size);
  if (typeof reduced === "number") return reduced;
  const shared = reduced.terms[0]?.atoms.find(
    (atom) =>
      atom.kind === "symbol" &&
      reduced.terms.every((term) => divideMonomials(term.atoms, [atom]) !== undefined),
  );
  if (shared === undefined) return reduced;
  return cancelShared(
    fromTerms(reduced.terms.map((term) => ({ ...term, atoms: divideMonomials(term.atoms, [shared]) ?? [] }))),
  );
}
