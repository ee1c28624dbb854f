/** How a kind of diagnostic is declared: its severity, its title, why it matters, and its words as a function of what was found. */
import type { Diagnostic } from "./diagnostic.ts";

export interface DiagnosticKind<Facts> {
  readonly severity: Diagnostic["severity"];
  /** A few words without numbers, for lists. */
  readonly title: string;
  /** Why this is reported at all: one or two sentences that hold for every case. */
  readonly why: string;
  /** What is wrong with the actual numbers, why, and what to do. */
  readonly message: (facts: Facts) => string;
  readonly tag?: "unnecessary" | "deprecated";
}

export const kind = <Facts>(declaration: DiagnosticKind<Facts>): DiagnosticKind<Facts> => declaration;

/** `a`, `b` or `c`, each in backquotes. */
export const oneOf = (words: readonly string[]): string => joined(words, "or");

/** `a`, `b` and `c`, each in backquotes. */
export const allOf = (words: readonly string[]): string => joined(words, "and");

function joined(words: readonly string[], conjunction: string): string {
  const quoted = words.map((word) => `\`${word}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} ${conjunction} ${quoted.at(-1)}`;
}

/** " Did you mean `dense`?", or nothing. */
export const didYouMean = (suggestions: readonly string[]): string =>
  suggestions.length === 0 ? "" : ` Did you mean ${oneOf(suggestions)}?`;

/** A single word in backquotes; words of a sentence as they are, with a capital. */
export const quoted = (name: string): string =>
  name.includes(" ") ? name.charAt(0).toUpperCase() + name.slice(1) : `\`${name}\``;

/** "1 unit", "3 units". */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 || count === "1" ? one : many}`;
