/** Sizes, shapes and conditions as people write them. */
import { add, multiply, subtract } from "./arithmetic.ts";
import { remainder } from "./division.ts";
import type { Condition } from "./facts.ts";
import { atomKey, termsOf } from "./polynomial.ts";
import { type Atom, type FloorAtom, isExact, type Shape, type Size, type Term } from "./size.ts";

/** `words` for people: floor((h - 5) / 2). `source` for files: (h - 5) div 2. */
export type Notation = "words" | "source";

export function formatSize(size: Size, notation: Notation = "words"): string {
  if (!isExact(size)) return "a number beyond 2^53";
  if (typeof size === "number") return String(size);
  return formatSum(size, notation);
}

/** `[6, floor(h / 2), 12]` */
export const formatShape = (shape: Shape, notation: Notation = "words"): string =>
  `[${shape.map((size) => formatSize(size, notation)).join(", ")}]`;

/** In words, to follow "only if": "h is a multiple of 16". */
export function formatCondition(condition: Condition): string {
  switch (condition.kind) {
    case "equal":
      return `${formatSize(condition.a)} = ${formatSize(condition.b)}`;
    case "multiple":
      return `${formatSize(condition.size)} is a multiple of ${formatSize(condition.of)}`;
    case "at-least":
      return `${formatSize(condition.size)} is at least ${formatSize(condition.minimum)}`;
    case "at-most":
      return `${formatSize(condition.size)} is at most ${formatSize(condition.maximum)}`;
    case "between":
      return `${formatSize(condition.size)} is ${condition.minimum} to ${condition.maximum}`;
    default:
      return condition satisfies never;
  }
}

/** As the conditions of `require` statements: "h % 16 == 0". */
export function formatRequirement(condition: Condition): readonly string[] {
  const source = (size: Size) => formatSize(size, "source");
  switch (condition.kind) {
    case "equal":
      return [`${source(condition.a)} == ${source(condition.b)}`];
    case "multiple":
      return [`${grouped(source(condition.size))} % ${grouped(source(condition.of))} == 0`];
    case "at-least":
      return [`${source(condition.size)} >= ${source(condition.minimum)}`];
    case "at-most":
      return [`${source(condition.size)} <= ${source(condition.maximum)}`];
    case "between":
      return [
        `${source(condition.size)} >= ${condition.minimum}`,
        `${source(condition.size)} <= ${condition.maximum}`,
      ];
    default:
      return condition satisfies never;
  }
}

const grouped = (text: string): string => (/^\w+$/.test(text) ? text : `(${text})`);

/** Positive terms first, so that nothing starts with a minus that need not. */
function formatSum(size: Size, notation: Notation): string {
  const { parts, rest } = takeRemainders(size, notation);
  const terms = termsOf(absorbConstant(rest)).map((term) => ({
    negative: term.coefficient < 0,
    text: formatTerm(term, notation),
  }));
  const all = [...parts, ...terms];
  const ordered = [...all.filter((part) => !part.negative), ...all.filter((part) => part.negative)];
  return ordered
    .map(({ negative, text }, index) =>
      index === 0 ? (negative ? `-${text}` : text) : `${negative ? " - " : " + "}${text}`,
    )
    .join("");
}

interface Part {
  readonly negative: boolean;
  readonly text: string;
}

/** Takes n − d·⌊n / d⌋ out of a sum, to be written n % d. */
function takeRemainders(size: Size, notation: Notation): { parts: readonly Part[]; rest: Size } {
  for (const { coefficient, atoms } of termsOf(size)) {
    const [atom, ...more] = atoms;
    if (atom?.kind !== "floor" || more.length > 0 || typeof atom.denominator !== "number") continue;
    if (coefficient % atom.denominator !== 0) continue;
    const times = -coefficient / atom.denominator;
    const rest = subtract(size, multiply(times, remainder(atom.numerator, atom.denominator)));
    if (termsOf(rest).length >= termsOf(size).length) continue;
    const written = `${grouped(formatSize(atom.numerator, notation))} % ${atom.denominator}`;
    const part = { negative: times < 0, text: withFactor(Math.abs(times), `(${written})`) };
    const others = takeRemainders(rest, notation);
    const alone = rest === 0 && times === 1 ? { ...part, text: written } : part;
    return { parts: [alone, ...others.parts], rest: others.rest };
  }
  return { parts: [], rest: size };
}

/** ⌊n / d⌋ + c = ⌊(n + c·d) / d⌋, which is shorter and nearer to what the author wrote. */
function absorbConstant(size: Size): Size {
  const [first, second, ...more] = termsOf(size);
  const [atom, ...others] = first?.atoms ?? [];
  if (first?.coefficient !== 1 || atom?.kind !== "floor" || others.length > 0 || more.length > 0) return size;
  if (second === undefined || second.atoms.length > 0) return size;
  const numerator = add(atom.numerator, multiply(atom.denominator, second.coefficient));
  const moved: FloorAtom = { kind: "floor", numerator, denominator: atom.denominator };
  return { terms: [{ coefficient: 1, atoms: [moved] }] };
}

const withFactor = (factor: number, text: string): string => (factor === 1 ? text : `${factor} * ${text}`);

/** Without its sign. */
function formatTerm({ coefficient, atoms }: Term, notation: Notation): string {
  if (atoms.length === 0) return String(Math.abs(coefficient));
  const factors: string[] = [];
  for (let index = 0; index < atoms.length; ) {
    const atom = atoms[index] as Atom;
    const count = atoms.filter((other) => atomKey(other) === atomKey(atom)).length;
    const alone = atoms.length === 1 && Math.abs(coefficient) === 1;
    const text = formatAtom(atom, notation, alone);
    factors.push(count === 1 ? text : `${text} ** ${count}`);
    index += count;
  }
  return withFactor(Math.abs(coefficient), factors.join(" * "));
}

function formatAtom(atom: Atom, notation: Notation, alone: boolean): string {
  if (atom.kind === "symbol") return atom.name;
  const numerator = grouped(formatSize(atom.numerator, notation));
  const denominator = grouped(formatSize(atom.denominator, notation));
  if (notation === "words") return `floor(${numerator} / ${denominator})`;
  return alone ? `${numerator} div ${denominator}` : `(${numerator} div ${denominator})`;
}
