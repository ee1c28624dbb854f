/**
 * Sizes of axes: whole numbers, or integer polynomials over named symbols in a normal form, so that `2 * h` and `h + h`
 * are the same value and comparing two sizes needs no guessing. Every symbol stands for a size of at least 1.
 */
export type Size = number | Polynomial;

/** A sum of terms, sorted, without zero coefficients, never a bare constant (that is a number). Plain JSON. */
export interface Polynomial {
  readonly terms: readonly Term[];
}

/** coefficient × atom₁ × atom₂ × …, atoms sorted; no atoms for the constant term. */
export interface Term {
  readonly coefficient: number;
  readonly atoms: readonly Atom[];
}

/**
 * What a polynomial is made of: a symbol, or a floor-division that cannot be resolved further.
 * A remainder needs no atom of its own: n % d is n − d · floor(n / d).
 */
export type Atom = SymbolAtom | FloorAtom;

export interface SymbolAtom {
  readonly kind: "symbol";
  readonly name: string;
}

export interface FloorAtom {
  readonly kind: "floor";
  readonly numerator: Size;
  readonly denominator: Size;
}

/** The sizes of a tensor's axes, the batch axis left out: images [channels, height, width], sequences [time, features]. */
export type Shape = readonly Size[];

/** No axis and no count of elements may be larger than this, 2³¹ − 1. */
export const largestSize = 2 ** 31 - 1;

/** What arithmetic on sizes gives when the answer is beyond 2⁵³ or does not exist (division by zero). It spreads like NaN, which it is. */
export const inexact = Number.NaN;

/** False for `inexact`: every other size is the exact answer. */
export const isExact = (size: Size): boolean => typeof size !== "number" || !Number.isNaN(size);

/** A size that is only known by name. */
export const symbol = (name: string): Polynomial => ({
  terms: [{ coefficient: 1, atoms: [{ kind: "symbol", name }] }],
});
