/** Sums, products and powers of sizes, exact or `inexact`. */
import { fromTerms, multiplyMonomials, termsOf } from "./polynomial.ts";
import { inexact, isExact, type Polynomial, type Size } from "./size.ts";

/** Products beyond these are given up as inexact: nothing that an author means comes near, and `h ** 1000000` must not hang. */
const mostProducts = 20_000;
const highestDegree = 64;

export function add(...sizes: readonly Size[]): Size {
  if (sizes.every((size) => typeof size === "number")) {
    return exactNumber(sizes.reduce((sum, size) => exactNumber(sum + size), 0));
  }
  const [only = 0, ...others] = sizes.filter((size) => size !== 0);
  return others.length === 0 ? only : fromTerms([only, ...others].flatMap(termsOf));
}

export const negate = (size: Size): Size => multiply(size, -1);

export const subtract = (a: Size, b: Size): Size => add(a, negate(b));

export function multiply(...sizes: readonly Size[]): Size {
  return sizes.reduce(multiplyTwo, 1);
}

/** `inexact` unless the exponent is a whole number of at least 0. */
export function power(base: Size, exponent: Size): Size {
  if (typeof exponent !== "number" || exponent < 0 || !isExact(base) || !isExact(exponent)) return inexact;
  if (exponent === 0) return 1;
  const half = power(base, Math.floor(exponent / 2));
  const square = multiply(half, half);
  return exponent % 2 === 0 ? square : multiply(square, base);
}

function multiplyTwo(a: Size, b: Size): Size {
  if (typeof a === "number") return typeof b === "number" ? exactNumber(a * b) : scale(b, a);
  if (typeof b === "number") return scale(a, b);
  if (a.terms.length * b.terms.length > mostProducts || degreeOf(a) + degreeOf(b) > highestDegree)
    return inexact;
  return fromTerms(
    termsOf(a).flatMap((left) =>
      termsOf(b).map((right) => ({
        coefficient: left.coefficient * right.coefficient,
        atoms: multiplyMonomials(left.atoms, right.atoms),
      })),
    ),
  );
}

/** The first term has the highest degree. */
const degreeOf = ({ terms }: Polynomial): number => terms[0]?.atoms.length ?? 0;

/** A polynomial times a number keeps its order. */
function scale(size: Polynomial, factor: number): Size {
  if (factor === 1) return size;
  if (factor === 0 || Number.isNaN(factor)) return factor;
  const terms = size.terms.map(({ coefficient, atoms }) => ({ coefficient: coefficient * factor, atoms }));
  return terms.every(({ coefficient }) => Number.isSafeInteger(coefficient)) ? { terms } : inexact;
}

/** Adding 0 turns −0 into 0, which plain comparison of values would tell apart. */
const exactNumber = (value: number): number => (Number.isSafeInteger(value) ? value + 0 : inexact);
