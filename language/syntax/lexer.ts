/**
 * Text to tokens, by hand, one token at a time. The lexer reports nothing: what is wrong inside a token (a string without
 * its end, a foreign letter) shows in its kind or its text, and the parser reports it when it takes the token.
 */
import {
  foreignLetterLength,
  isDigit,
  isLineBreak,
  isNamePart,
  isNameStart,
  isSpace,
  lineBreakLength,
} from "./characters.ts";
import { keywordAt, type Sign, signs, type Token, type TokenKind } from "./token.ts";

/**
 * How many units behind the end of a token decide where it ends (`1e` and then `+5` make one number).
 * An edit further away leaves the token as it is.
 */
export const lookBehindEnd = 3;

/** The token at or after `offset`, comments included; at the end of the text a token of kind `end`. */
export function tokenFrom(text: string, offset: number): Token {
  let start = offset;
  let lineBreaks = 0;
  for (;;) {
    const code = text.charCodeAt(start);
    if (code === 32 || isSpace(code)) {
      start++;
      continue;
    }
    const length = lineBreakLength(text, start);
    if (length === 0) break;
    start += length;
    lineBreaks++;
  }
  if (start >= text.length) return { kind: "end", start: text.length, end: text.length, lineBreaks };
  return tokenAt(text, start, lineBreaks);
}

/** Every token of the text with the comments, without the last one of kind `end`. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  for (let token = tokenFrom(text, 0); token.kind !== "end"; token = tokenFrom(text, token.end))
    tokens.push(token);
  return tokens;
}

function tokenAt(text: string, start: number, lineBreaks: number): Token {
  const code = text.charCodeAt(start);
  if (isNameStart(code)) return word(text, start, lineBreaks);
  if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1))))
    return number(text, start, lineBreaks);
  if (code === 34) return { kind: "string", start, end: stringEnd(text, start), lineBreaks };
  if (code === 39) return { kind: "quoted", start, end: stringEnd(text, start), lineBreaks };
  if (code === 47 && text.charCodeAt(start + 1) === 47) return comment(text, start, lineBreaks);
  const sign = signAt(text, start, code);
  if (sign !== undefined) return { kind: sign, start, end: start + sign.length, lineBreaks };
  if (foreignLetterLength(text, start) > 0) return word(text, start, lineBreaks);
  return { kind: "unknown", start, end: unknownEnd(text, start), lineBreaks };
}

function word(text: string, start: number, lineBreaks: number): Token {
  let end = start;
  while (isNamePart(text.charCodeAt(end))) end++;
  if (foreignLetterLength(text, end) === 0) {
    return { kind: keywordAt(text, start, end) ?? "name", start, end, lineBreaks };
  }
  return { kind: "foreign name", start, end: wordEnd(text, end), lineBreaks };
}

function wordEnd(text: string, from: number): number {
  let end = from;
  for (;;) {
    const length = isNamePart(text.charCodeAt(end)) ? 1 : foreignLetterLength(text, end);
    if (length === 0) return end;
    end += length;
  }
}

/** `12`, `0.5`, `1e-3`. Letters that cling to a number belong to it, and a point needs a digit on both sides. */
function number(text: string, start: number, lineBreaks: number): Token {
  let kind: TokenKind = "number";
  let end = digitsEnd(text, start);
  if (end === start) kind = "malformed number";
  if (text.charCodeAt(end) === 46) {
    const fraction = digitsEnd(text, end + 1);
    if (fraction === end + 1) kind = "malformed number";
    end = fraction;
  }
  if ((text.charCodeAt(end) | 32) === 101) {
    const sign = text.charCodeAt(end + 1);
    const digits = sign === 43 || sign === 45 ? end + 2 : end + 1;
    if (isDigit(text.charCodeAt(digits))) end = digitsEnd(text, digits);
  }
  const clinging = wordEnd(text, end);
  return { kind: clinging === end ? kind : "malformed number", start, end: clinging, lineBreaks };
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Behind the closing quote, or at the end of the line where there is none: a forgotten quote costs one line. */
function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  let end = start + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (isLineBreak(code)) return end;
    if (code === quote) return end + 1;
    const escaped = code === 92 && end + 1 < text.length && !isLineBreak(text.charCodeAt(end + 1));
    end += escaped ? 2 : 1;
  }
  return end;
}

/** `// …` to the end of the line; `/// …` is documentation, a longer row of slashes is a line drawn in a comment. */
function comment(text: string, start: number, lineBreaks: number): Token {
  const isDocs = text.charCodeAt(start + 2) === 47 && text.charCodeAt(start + 3) !== 47;
  let end = start + 2;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return { kind: isDocs ? "docs" : "comment", start, end, lineBreaks };
}

/** Signs by the code of their first character, the longest first. */
const signsByFirst: ReadonlyMap<number, readonly Sign[]> = new Map(
  signs.map((first) => [first.charCodeAt(0), signs.filter((sign) => sign[0] === first[0])]),
);

function signAt(text: string, start: number, code: number): Sign | undefined {
  const candidates = signsByFirst.get(code);
  if (candidates === undefined || text.startsWith("=>", start)) return undefined;
  for (const sign of candidates) if (sign.length === 1 || text.startsWith(sign, start)) return sign;
  return undefined;
}

/** What another language writes for a sign of ours, each a token of its own so that it can stand for our sign. */
export const signsFromElsewhere: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ["=>", "->"],
  ["→", "->"],
  ["⟶", "->"],
  ["^", "**"],
  ["×", "*"],
  ["·", "*"],
  ["÷", "/"],
  ["−", "-"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
]);

/** A run of characters that mean nothing is one token, so that it costs one report. */
function unknownEnd(text: string, start: number): number {
  if (text.startsWith("=>", start)) return start + 2;
  let end = start;
  while (end < text.length) {
    const code = text.codePointAt(end) as number;
    if (end > start && !isUnknown(text, end, code)) break;
    const single = signsFromElsewhere.has(text[end] as string);
    if (single && end > start) break;
    end += code > 0xffff ? 2 : 1;
    if (single) break;
  }
  return end;
}

function isUnknown(text: string, offset: number, code: number): boolean {
  if (code < 0x80) {
    if (isNamePart(code) || isSpace(code) || isLineBreak(code) || code === 34 || code === 39) return false;
    return !signsByFirst.has(code);
  }
  return !isSpace(code) && !isLineBreak(code) && foreignLetterLength(text, offset) === 0;
}
