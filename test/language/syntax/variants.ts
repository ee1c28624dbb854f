/** Ways to damage a source, and what of it survived. */
import { lex } from "../../../language/syntax/lexer.ts";
import { parse } from "../../../language/syntax/parser.ts";
import { summary } from "../../../language/syntax/summary.ts";
import type { Token } from "../../../language/syntax/token.ts";

/** Tokens of a text that are no comments. */
export function codeTokens(text: string): readonly Token[] {
  return lex(text).filter(({ kind }) => kind !== "comment" && kind !== "docs");
}

export function withoutToken(text: string, token: Token): string {
  return text.slice(0, token.start) + text.slice(token.end);
}

export function withTokenTwice(text: string, token: Token): string {
  return `${text.slice(0, token.end)} ${text.slice(token.start, token.end)}${text.slice(token.end)}`;
}

/** Declarations and statements of a text, each statement with the name of its declaration, in order. */
export function statements(text: string): readonly string[] {
  let head = "";
  return summary(parse(text)).map((line) => {
    if (!line.startsWith(" ")) head = line.split(/[ (]/).slice(0, 2).join(" ");
    return line.startsWith(" ") ? `${head}/${line}` : line;
  });
}

/** How many of `wanted` are not in `found`, each counted as often as it stands there. */
export function lost(wanted: readonly string[], found: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of found) left.set(line, (left.get(line) ?? 0) + 1);
  return wanted.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** A seeded generator of whole numbers below `limit`. */
export function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
