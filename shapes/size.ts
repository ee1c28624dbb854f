/**
 * Sizes of axes: whole numbers, or integer polynomials over named symbols in a normal form, so that `2 * h` and `h + h`
 * are the same value and comparing two sizes needs no guessing.
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

/** What a polynomial is made of: a symbol, or a floor-division or remainder that cannot be resolved further. */
export type Atom =
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "floor"; readonly numerator: Size; readonly denominator: Size }
  | { readonly kind: "remainder"; readonly numerator: Size; readonly denominator: Size };

/** The sizes of a tensor's axes, the batch axis left out: images [channels, height, width], sequences [time, features]. */
export type Shape = readonly Size[];
