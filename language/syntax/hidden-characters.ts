/** Characters that a reader cannot see: control characters of writing direction, unusual spaces, and files that are no text. */
import { isDirectionMark, isUnusualSpace } from "./characters.ts";
import { lex } from "./lexer.ts";
import type { SyntaxProblem } from "./problems.ts";

/** Units at the start of a file that decide whether it is text. */
const sampleUnits = 4096;

/** Whether the file is not text at all: it holds a NUL, or every tenth character is unreadable. */
export function isBinary(text: string): boolean {
  if (text.includes("\0")) return true;
  const sample = text.slice(0, sampleUnits);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const unreadable = sample.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return unreadable > 4 && unreadable * 10 > sample.length;
}

/**
 * Direction marks anywhere (they make code read other than it is), and unusual spaces between tokens, where they were
 * hardly meant. Spans count from the start of the file.
 */
export function hiddenCharacters(text: string): readonly SyntaxProblem[] {
  if (!/[\u0085\u00a0\u061c\u1680\u2000-\u200a\u200e\u200f\u202a-\u202f\u205f\u2066-\u2069\u3000]/.test(text))
    return [];
  const problems: SyntaxProblem[] = [];
  let end = 0;
  for (const token of [...lex(text), { start: text.length, end: text.length }]) {
    collect(text, end, token.start, isSuspicious, problems);
    collect(text, token.start, token.end, isDirectionMark, problems);
    end = token.end;
  }
  return problems;
}

function isSuspicious(code: number): boolean {
  return isDirectionMark(code) || isUnusualSpace(code);
}

function collect(
  text: string,
  start: number,
  end: number,
  isReported: (code: number) => boolean,
  problems: SyntaxProblem[],
): void {
  for (let offset = start; offset < end; offset++) {
    const code = text.charCodeAt(offset);
    if (code < 0x80 || !isReported(code)) continue;
    const character = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    const span = { start: offset, end: offset + 1 };
    problems.push({ code: isDirectionMark(code) ? "SOMA1016" : "SOMA1017", span, texts: { character } });
  }
}
