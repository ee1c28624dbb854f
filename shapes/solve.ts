/** For which values of its symbols a size is 0, or at least 0, said as simply as its form allows. */
import { add, multiply, negate, subtract } from "./arithmetic.ts";
import { ceilDivide, floorDivide } from "./division.ts";
import { type Condition, linear, loneSymbol } from "./facts.ts";
import { sizeKey, termsOf } from "./polynomial.ts";
import { type FloorAtom, type Size, symbol } from "./size.ts";
import { substitute } from "./substitution.ts";

/** When `size` = 0; `never` where no size of at least 1 makes it so. */
export function conditionForZero(size: Size): Condition | "never" {
  const form = linear(size);
  if (form !== undefined) {
    const value = -form.constant / form.coefficient;
    return Number.isInteger(value) && value >= 1
      ? { kind: "equal", a: symbol(form.name), b: value }
      : "never";
  }
  return multipleForZero(size) ?? rangeForZero(size) ?? solvedForSymbol(size);
}

/** When `size` ≥ 0. */
export function conditionForSign(size: Size): Condition {
  const form = linear(size);
  if (form !== undefined) {
    const { name, coefficient, constant } = form;
    return coefficient > 0
      ? { kind: "at-least", size: symbol(name), minimum: ceilDivide(-constant, coefficient) }
      : { kind: "at-most", size: symbol(name), maximum: floorDivide(constant, -coefficient) };
  }
  const floor = floorAndConstant(size);
  if (floor !== undefined) {
    const { atom, coefficient, constant } = floor;
    if (coefficient > 0) {
      // ⌊n / d⌋ ≥ m exactly if n ≥ d·m.
      const least = ceilDivide(-constant, coefficient);
      return conditionForSign(subtract(atom.numerator, multiply(atom.denominator, least)));
    }
    // ⌊n / d⌋ ≤ m exactly if n ≤ d·m + d − 1.
    const most = floorDivide(constant, -coefficient);
    const highest = add(multiply(atom.denominator, most), atom.denominator, -1);
    return conditionForSign(subtract(highest, atom.numerator));
  }
  const constant = termsOf(size).find((term) => term.atoms.length === 0)?.coefficient ?? 0;
  const varying = subtract(size, constant);
  const negative = termsOf(varying).every((term) => term.coefficient < 0);
  return negative
    ? { kind: "at-most", size: negate(varying), maximum: constant }
    : { kind: "at-least", size: varying, minimum: -constant + 0 };
}

/** n − d·⌊n / d⌋ = 0 says that n is a multiple of d; ⌊h / 8⌋ − 2·⌊h / 16⌋ = 0 says it of ⌊h / 8⌋ and 2. */
function multipleForZero(size: Size): Condition | undefined {
  for (const { coefficient, atoms } of termsOf(size)) {
    const [atom, ...more] = atoms;
    if (atom?.kind !== "floor" || more.length > 0) continue;
    for (const [inner, outer] of splitsOf(atom.denominator)) {
      const whole = floorDivide(atom.numerator, inner);
      const rest = subtract(whole, multiply(outer, floorDivide(whole, outer)));
      const times = floorDivide(multiply(coefficient, -1), outer);
      if (times !== 0 && sizeKey(multiply(rest, times)) === sizeKey(size)) {
        return { kind: "multiple", size: withoutConstantMultiple(whole, outer), of: outer };
      }
    }
  }
  return undefined;
}

/** h + 2 is a multiple of 2 exactly if h is. */
function withoutConstantMultiple(size: Size, divisor: Size): Size {
  const constant = termsOf(size).find((term) => term.atoms.length === 0)?.coefficient ?? 0;
  return typeof divisor === "number" && constant % divisor === 0 ? subtract(size, constant) : size;
}

/** A denominator as inner · outer with outer > 1, the largest outer first. */
function splitsOf(denominator: Size): readonly (readonly [Size, Size])[] {
  if (typeof denominator !== "number") return [[1, denominator]];
  const splits: [number, number][] = [];
  for (let inner = 1; inner * 2 <= denominator && inner <= 1024; inner += 1) {
    if (denominator % inner === 0) splits.push([inner, denominator / inner]);
  }
  return splits;
}

/** ⌊n / d⌋ = m exactly if d·m ≤ n ≤ d·m + d − 1. */
function rangeForZero(size: Size): Condition | "never" | undefined {
  const floor = floorAndConstant(size);
  const form = floor && linear(floor.atom.numerator);
  if (floor === undefined || form === undefined || typeof floor.atom.denominator !== "number")
    return undefined;
  const value = -floor.constant / floor.coefficient;
  if (!Number.isInteger(value)) return "never";
  const low = floor.atom.denominator * value - form.constant;
  const high = low + floor.atom.denominator - 1;
  const ends = [low / form.coefficient, high / form.coefficient];
  const minimum = Math.max(1, Math.ceil(Math.min(...ends)));
  const maximum = Math.floor(Math.max(...ends));
  if (minimum > maximum) return "never";
  return minimum === maximum
    ? { kind: "equal", a: symbol(form.name), b: minimum }
    : { kind: "between", size: symbol(form.name), minimum, maximum };
}

function solvedForSymbol(size: Size): Condition {
  const lone = loneSymbol(size);
  if (lone !== undefined) {
    const rest = substitute(size, new Map([[lone.name, 0]]));
    return { kind: "equal", a: symbol(lone.name), b: lone.sign === 1 ? negate(rest) : rest };
  }
  const positive = termsOf(size).filter((term) => term.coefficient > 0 && term.atoms.length > 0);
  const left = positive.length === 0 ? 0 : { terms: positive };
  return { kind: "equal", a: left, b: subtract(left, size) };
}

/** A size of the form coefficient · ⌊…⌋ + constant, over a positive number or any size. */
function floorAndConstant(
  size: Size,
): { atom: FloorAtom; coefficient: number; constant: number } | undefined {
  const [first, second, ...more] = termsOf(size);
  const [atom, ...others] = first?.atoms ?? [];
  if (first === undefined || atom?.kind !== "floor" || others.length > 0 || more.length > 0) return undefined;
  if (typeof atom.denominator === "number" && atom.denominator <= 0) return undefined;
  if (second !== undefined && second.atoms.length > 0) return undefined;
  return { atom, coefficient: first.coefficient, constant: second?.coefficient ?? 0 };
}
