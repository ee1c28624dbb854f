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
export declare const kind: <Facts>(declaration: DiagnosticKind<Facts>) => DiagnosticKind<Facts>;
/** `a`, `b` or `c`, each in backquotes. */
export declare const oneOf: (words: readonly string[]) => string;
/** `a`, `b` and `c`, each in backquotes. */
export declare const allOf: (words: readonly string[]) => string;
/** " Did you mean `dense`?", or nothing. */
export declare const didYouMean: (suggestions: readonly string[]) => string;
/** A single word in backquotes; words of a sentence as they are, with a capital. */
export declare const quoted: (name: string) => string;
/** "1 unit", "3 units". */
export declare const counted: (count: number | string, one: string, many?: string) => string;
