/** The same text with other white space: wider and narrower gaps, other line breaks, `;` for a new line and back. */
import { lex } from "../../../language/syntax/lexer.ts";

export function respaced(text: string, draw: (below: number) => number): string {
  let result = "";
  let end = 0;
  for (const { kind, start, end: next } of lex(text)) {
    result += otherGap(text.slice(end, start), draw) + text.slice(start, next);
    end = next;
    // Spaces at the end of documentation are part of it.
    if (kind === "docs") result += text[end++] ?? "";
  }
  return result + otherGap(text.slice(end), draw);
}

const spaces = (draw: (below: number) => number): string => " ".repeat(draw(5));

function otherGap(gap: string, draw: (below: number) => number): string {
  const lines = gap.split("\n").length - 1;
  if (lines === 0) {
    const isKept = draw(3) > 0;
    if (isKept) return gap;
    if (gap === "" && draw(150) === 0) return `\n${spaces(draw)}`;
    return gap === "" ? spaces(draw) : ` ${spaces(draw)}${draw(100) === 0 ? "\n    " : ""}`;
  }
  if (lines === 1 && draw(50) === 0) return draw(2) === 0 ? " " : "; ";
  return `${spaces(draw)}${"\n".repeat(lines + draw(3))}${gap.endsWith("\n") ? "" : ` ${spaces(draw)}`}`;
}
