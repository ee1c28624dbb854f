/** Draws what the parser makes of a source: the problems under the places they stand at, then the tree. */
import { syntaxDiagnosticsOf } from "../../../language/diagnostics/syntax.ts";
import { parse } from "../../../language/syntax/parser.ts";
import { summary } from "../../../language/syntax/summary.ts";

/** A line of carets with the code and the message under each place, and behind `----` the tree. */
export function drawn(source: string): string {
  const file = parse(source);
  const problems = syntaxDiagnosticsOf(file);
  const out: string[] = [];
  let start = 0;
  for (const line of source.split("\n")) {
    out.push(line);
    const end = start + line.length;
    for (const { span, code, message } of problems) {
      if (span.start < start || span.start > end) continue;
      const carets = "^".repeat(Math.max(1, Math.min(span.end, end) - span.start));
      out.push(`${" ".repeat(span.start - start)}${carets} ${code} ${message}`);
    }
    start = end + 1;
  }
  return [...out, "----", ...summary(file)].join("\n");
}

/** The source of a drawing. */
export function sourceOf(drawing: string): string {
  const [source = ""] = drawing.split("\n----");
  return source
    .split("\n")
    .filter((line) => !/^\s*\^+ SOMA\d/.test(line))
    .join("\n");
}
