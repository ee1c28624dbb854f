/**
 * Fixtures of the checker: texts with what is reported drawn under what it underlines.
 *
 * A file holds cases, each headed `--- name ---`. Lines of source are indented by two; lines that start with `//` in the
 * first column are what the checker says about the line above, with related places and repairs below it.
 */

import type { FileReader } from "../../../data/define.ts";
import { applyEdits } from "../../../language/check/fixes.ts";
import { type CheckedFile, checkFile, type Diagnostic, fixesFor, parse } from "../../../language/index.ts";

export interface Case {
  readonly name: string;
  readonly source: string;
  /** The case as it stands in the file, without its head. */
  readonly drawn: string;
}

export function readCases(text: string): readonly Case[] {
  return text
    .split(/^--- /m)
    .slice(1)
    .map((part) => {
      const [head = "", ...lines] = part.split("\n");
      while (lines.at(-1) === "") lines.pop();
      const source = lines.filter((line) => !line.startsWith("//")).map((line) => line.slice(2));
      return { name: head.replace(/ ---$/, ""), source: source.join("\n"), drawn: lines.join("\n") };
    });
}

export const writeCases = (cases: readonly { readonly name: string; readonly drawn: string }[]): string =>
  cases.map(({ name, drawn }) => `--- ${name} ---\n${drawn}\n`).join("\n");

const iris = [
  "a,b,c,d,species",
  "1,2,3,4,setosa",
  "2,3,4,5,versicolor",
  "3,4,5,6,virginica",
  "4,5,6,7,setosa",
];

/** The files that fixtures may read; `late.csv` is still on its way. */
export const files: FileReader = (path) => {
  if (path === "iris.csv") return new TextEncoder().encode(`${iris.join("\n")}\n`);
  if (path === "late.csv") return undefined;
  return { problem: `There is no file \`${path}\`.`, advice: "Check the path." };
};

export const check = (text: string, previous?: CheckedFile): CheckedFile =>
  checkFile(parse(text), text, { files, ...(previous === undefined ? {} : { previous }) });

/** The source with everything the checker says about it drawn in. */
export function draw(source: string): string {
  const checked = check(source);
  const lines = source.split("\n");
  const starts = lines.reduce<number[]>(
    (all, line, index) => [...all, (all[index] ?? 0) + line.length + 1],
    [0],
  );
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset);
  const below = new Map<number, string[]>();
  for (const diagnostic of checked.diagnostics) {
    const line = lineOf(diagnostic.span.start);
    const column = diagnostic.span.start - (starts[line] ?? 0);
    const onLine = Math.min(diagnostic.span.end, (starts[line + 1] ?? 0) - 1) - diagnostic.span.start;
    const carets = "^".repeat(Math.max(1, onLine));
    const indent = " ".repeat(column);
    const drawn = [
      `//${indent}${carets} ${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`,
      ...diagnostic.related.map(
        ({ span, message }) =>
          `//${indent}  ${lineOf(span.start) + 1} \`${excerpt(source, span)}\`: ${message}`,
      ),
      ...fixesFor(checked, diagnostic, files).map(
        ({ title, edits }) =>
          `//${indent}  fix: ${title} => ${changedLines(source, applyEdits(source, edits).text)}`,
      ),
    ];
    below.set(line, [...(below.get(line) ?? []), ...drawn]);
  }
  return lines
    .flatMap((line, index) => [line === "" ? "" : `  ${line}`, ...(below.get(index) ?? [])])
    .join("\n");
}

const excerpt = (source: string, { start, end }: Diagnostic["span"]): string =>
  source.slice(start, end).split("\n")[0] ?? "";

/** The lines that a repair makes, in one line. */
function changedLines(before: string, after: string): string {
  const old = new Set(before.split("\n"));
  return after
    .split("\n")
    .filter((line) => !old.has(line))
    .map((line) => line.trim())
    .join(" ⏎ ");
}
