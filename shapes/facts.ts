/** What is known about symbols beyond being sizes: conditions that a `require` states and reasoning may use. */
import { multiply, negate, subtract } from "./arithmetic.ts";
import { ceilDivide, floorDivide, remainder } from "./division.ts";
import { greatestCommonDivisor, sizeKey, termsOf } from "./polynomial.ts";
import { type Size, symbol, type Term } from "./size.ts";
import { type Bindings, substitute, symbolsOf } from "./substitution.ts";

/** Something that holds for some values of the symbols: what a `require` says, or what a check needs. */
export type Condition =
  | { readonly kind: "equal"; readonly a: Size; readonly b: Size }
  | { readonly kind: "multiple"; readonly size: Size; readonly of: Size }
  | { readonly kind: "at-least"; readonly size: Size; readonly minimum: Size }
  | { readonly kind: "at-most"; readonly size: Size; readonly maximum: Size }
  | { readonly kind: "between"; readonly size: Size; readonly minimum: number; readonly maximum: number };

/** The sizes that a condition speaks of. */
export function sizesOf(condition: Condition): readonly Size[] {
  switch (condition.kind) {
    case "equal":
      return [condition.a, condition.b];
    case "multiple":
      return [condition.size, condition.of];
    case "at-least":
      return [condition.size, condition.minimum];
    case "at-most":
      return [condition.size, condition.maximum];
    case "between":
      return [condition.size];
    default:
      return condition satisfies never;
  }
}

/** `h` is a multiple of 16 is kept as h = 16 · q with a symbol q of its own, so that the algebra does the reasoning. */
export interface Facts {
  /** Symbol → what it equals; the values hold no replaced symbol. */
  readonly replaced: Bindings;
  /** Symbols made for the quotients → what they stand for, in the author's symbols. */
  readonly origins: Bindings;
  readonly minimum: ReadonlyMap<string, number>;
  readonly maximum: ReadonlyMap<string, number>;
  /** Sizes known to be 0, and sizes known to be at least 0, where no symbol could be replaced. */
  readonly zero: readonly Size[];
  readonly notNegative: readonly Size[];
}

export const noFacts: Facts = {
  replaced: new Map(),
  origins: new Map(),
  minimum: new Map(),
  maximum: new Map(),
  zero: [],
  notNegative: [],
};

/** What was known, and the condition. A condition that contradicts what was known is the caller's to find first. */
export function assume(facts: Facts, condition: Condition): Facts {
  switch (condition.kind) {
    case "equal":
      return assumeZero(facts, simplify(subtract(condition.a, condition.b), facts));
    case "multiple":
      return assumeMultiple(facts, simplify(condition.size, facts), simplify(condition.of, facts));
    case "at-least":
      return assumeNotNegative(facts, simplify(subtract(condition.size, condition.minimum), facts));
    case "at-most":
      return assumeNotNegative(facts, simplify(subtract(condition.maximum, condition.size), facts));
    case "between": {
      const { size, minimum, maximum } = condition;
      const above = assume(facts, { kind: "at-least", size, minimum });
      return assume(above, { kind: "at-most", size, maximum });
    }
    default:
      return condition satisfies never;
  }
}

/** A size with everything known put in. */
export const simplify = (size: Size, facts: Facts): Size => substitute(size, facts.replaced);

/** A simplified size in the author's symbols again. */
export const restore = (size: Size, facts: Facts): Size => substitute(size, facts.origins);

/** The symbol that stands alone, with coefficient 1 or −1, in a sum that does not mention it elsewhere. */
export function loneSymbol(size: Size): { name: string; sign: 1 | -1 } | undefined {
  const terms = termsOf(size);
  for (const term of terms) {
    const [atom, ...more] = term.atoms;
    if (atom?.kind !== "symbol" || more.length > 0 || Math.abs(term.coefficient) !== 1) continue;
    const elsewhere = terms.filter((other) => other !== term);
    if (!elsewhere.some((other) => mentions(other, atom.name))) {
      return { name: atom.name, sign: term.coefficient > 0 ? 1 : -1 };
    }
  }
  return undefined;
}

/** A size of the form coefficient · symbol + constant. */
export function linear(size: Size): { name: string; coefficient: number; constant: number } | undefined {
  const [first, second, ...more] = termsOf(size);
  const [atom, ...others] = first?.atoms ?? [];
  if (first === undefined || atom?.kind !== "symbol" || others.length > 0 || more.length > 0)
    return undefined;
  if (second !== undefined && second.atoms.length > 0) return undefined;
  return { name: atom.name, coefficient: first.coefficient, constant: second?.coefficient ?? 0 };
}

const mentions = (term: Term, name: string): boolean => symbolsOf({ terms: [term] }).includes(name);

function assumeZero(facts: Facts, difference: Size): Facts {
  if (difference === 0) return facts;
  const lone = loneSymbol(difference);
  if (lone === undefined) return { ...facts, zero: [...facts.zero, difference] };
  const rest = substitute(difference, new Map([[lone.name, 0]]));
  const value = lone.sign === 1 ? negate(rest) : rest;
  const least = facts.minimum.get(lone.name) ?? 1;
  return assumeNotNegative(replace(facts, lone.name, value), subtract(value, least));
}

function assumeMultiple(facts: Facts, size: Size, divisor: Size): Facts {
  const rest = remainder(size, divisor);
  if (rest === 0) return facts;
  const form = linear(size);
  if (typeof divisor === "number" && form !== undefined) {
    const factor = greatestCommonDivisor(form.coefficient, divisor);
    if (form.constant % factor !== 0) return { ...facts, zero: [...facts.zero, rest] };
    const step = divisor / factor;
    const start = startOfMultiples(form.coefficient / factor, form.constant / factor, step);
    return start === undefined
      ? { ...facts, zero: [...facts.zero, rest] }
      : replaceByMultiple(facts, form.name, step, start);
  }
  const alone = form !== undefined && form.coefficient === 1 && form.constant === 0;
  if (alone && !symbolsOf(divisor).includes(form.name))
    return replaceByMultiple(facts, form.name, divisor, 0);
  return { ...facts, zero: [...facts.zero, rest] };
}

/** The start in (−step, 0] for which coefficient · (step · q + start) + constant is a multiple of step for every q. */
function startOfMultiples(coefficient: number, constant: number, step: number): number | undefined {
  if (step > 65536) return coefficient === 1 ? -(((constant % step) + step) % step) : undefined;
  for (let start = 0; start > -step; start -= 1) {
    if ((coefficient * start + constant) % step === 0) return start;
  }
  return undefined;
}

/** symbol = step · q + start with a new q of at least 1. */
function replaceByMultiple(facts: Facts, name: string, step: Size, start: number): Facts {
  const quotient = `${name}/${sizeKey(step)}`;
  const value = multiplyAdd(symbol(quotient), step, start);
  const origin = restore(floorDivide(subtract(symbol(name), start), step), facts);
  const minimum = new Map(facts.minimum);
  const maximum = new Map(facts.maximum);
  const least = minimum.get(name);
  const most = maximum.get(name);
  if (typeof step === "number" && least !== undefined) {
    minimum.set(quotient, Math.max(1, ceilDivide(least - start, step) as number));
  }
  if (typeof step === "number" && most !== undefined) {
    maximum.set(quotient, floorDivide(most - start, step) as number);
  }
  const origins = new Map(facts.origins).set(quotient, origin);
  return replace({ ...facts, origins, minimum, maximum }, name, value);
}

const multiplyAdd = (a: Size, b: Size, c: number): Size => subtract(multiply(a, b), -c);

function replace(facts: Facts, name: string, value: Size): Facts {
  const one = new Map([[name, value]]);
  const everywhere = (sizes: readonly Size[]) => sizes.map((size) => substitute(size, one));
  const replaced = new Map([...facts.replaced].map(([key, size]) => [key, substitute(size, one)]));
  return {
    ...facts,
    replaced: replaced.set(name, value),
    zero: everywhere(facts.zero),
    notNegative: everywhere(facts.notNegative),
  };
}

function assumeNotNegative(facts: Facts, size: Size): Facts {
  if (typeof size === "number") return facts;
  const form = linear(size);
  if (form === undefined) return { ...facts, notNegative: [...facts.notNegative, size] };
  const { name, coefficient, constant } = form;
  if (coefficient > 0) {
    const least = Math.max(ceilDivide(-constant, coefficient) as number, facts.minimum.get(name) ?? 1);
    return { ...facts, minimum: new Map(facts.minimum).set(name, least) };
  }
  const most = floorDivide(constant, -coefficient) as number;
  const maximum = Math.min(most, facts.maximum.get(name) ?? Number.POSITIVE_INFINITY);
  return { ...facts, maximum: new Map(facts.maximum).set(name, maximum) };
}
