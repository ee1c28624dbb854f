/**
 * What can be wrong with the writing of a file, as plain data. The words are in `language/diagnostics/syntax.ts`.
 *
 * A problem is a code, the place and the texts its message needs, so that problems can be compared, stored with the
 * declaration they belong to and rendered once.
 */
import type { SourceFile, Span } from "./tree.ts";

/** Code of every problem, and the texts its message is made of. */
export interface SyntaxProblemTexts {
  /** Something must stand here: `wanted` in words, `after` what it should follow, `found` what stands there instead. */
  SOMA1001: { readonly wanted: string; readonly after?: string; readonly found?: string };
  /** A bracket that is never closed; `open` is the bracket, `close` what would close it. */
  SOMA1002: { readonly open: string; readonly close: string };
  /** Text that starts no declaration; `wanted` is the word that was most likely meant. */
  SOMA1003: { readonly found: string; readonly wanted?: string };
  /** Text that starts no statement or setting of a body. */
  SOMA1004: { readonly found: string; readonly wanted: string };
  /** More text after a finished statement on the same line. */
  SOMA1005: { readonly found: string; readonly after: string };
  /** A string without its closing quote on the same line. */
  SOMA1006: { readonly text: string };
  /** A backslash followed by something that is no escape. */
  SOMA1007: { readonly written: string };
  /** A number that is not written as one: `1_000`, `3px`, `.5`. */
  SOMA1008: { readonly text: string; readonly suggestion?: string };
  /** A character that means nothing in Soma. */
  SOMA1009: { readonly character: string; readonly suggestion?: string };
  /** A word with a letter that names may not have. */
  SOMA1010: { readonly word: string; readonly letter: string; readonly lookalike?: string };
  /** A word of the language used as a name. */
  SOMA1011: { readonly word: string };
  /** Nesting deeper than the limit. */
  SOMA1012: { readonly limit: string };
  /** An operator right after a pipeline: it is not clear what it applies to. */
  SOMA1013: { readonly operator: string };
  /** A closing bracket that closes nothing. */
  SOMA1014: { readonly found: string };
  /** A file that is not text. */
  SOMA1015: Record<string, never>;
  /** A character that changes the direction of the text around it. */
  SOMA1016: { readonly character: string };
  /** A space that is not the ordinary one. */
  SOMA1017: { readonly character: string };
  /** Stands for the problems behind the limit of what one file reports. */
  SOMA1018: { readonly count: string };
  /** A text too long to be checked in full; `skipped` is what is left out. */
  SOMA1019: { readonly length: string; readonly limit: string; readonly skipped: string };
  /** A text whose analysis ended the language server again and again. */
  SOMA1020: Record<string, never>;
}

export type SyntaxCode = keyof SyntaxProblemTexts;

export type SyntaxProblem = {
  readonly [Code in SyntaxCode]: {
    readonly code: Code;
    readonly span: Span;
    readonly texts: SyntaxProblemTexts[Code];
    /** The other end of the matter: the bracket that is not closed. */
    readonly related?: Span;
  };
}[SyntaxCode];

/** How many problems of writing one file reports. */
const reportedProblems = 200;

/** The problems of a file in the order of the text, with spans from its start; those beyond 200 are counted, not listed. */
export function problemsOf(file: SourceFile): readonly SyntaxProblem[] {
  const all = [...file.problems];
  for (const { at, declaration } of file.declarations) {
    for (const problem of declaration.problems) all.push(moved(problem, at));
  }
  all.sort((a, b) => a.span.start - b.span.start);
  const beyond = all[reportedProblems];
  if (beyond === undefined) return all;
  const count = String(all.length - reportedProblems);
  return [...all.slice(0, reportedProblems), { code: "SOMA1018", span: beyond.span, texts: { count } }];
}

function moved(problem: SyntaxProblem, by: number): SyntaxProblem {
  const move = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  const { span, related } = problem;
  return { ...problem, span: move(span), ...(related && { related: move(related) }) };
}
