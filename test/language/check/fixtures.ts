/**
 * Fixtures of the checker: texts with what is reported drawn under what it underlines.
 *
 * A file holds cases, each headed `--- name ---`. Lines of source are indented by two; lines that start with `//` in the
 * first column are what the checker says about the line above, with related places and repairs below it. Behind a line
 * `=== other.soma ===` stands another file that may be imported from.
 */

import type { FileReader } from "../../../data/define.ts";
import { applyEdits } from "../../../language/check/fixes.ts";
import {
  type CheckedFile,
  checkFile,
  type Diagnostic,
  fixesFor,
  importsOf,
  parse,
} from "../../../language/index.ts";
import { standardSources } from "../../../language/standard-sources.ts";

export interface Case {
  readonly name: string;
  readonly source: string;
  /** Other files → their texts. */
  readonly others: ReadonlyMap<string, string>;
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
      const [own = "", ...rest] = lines.join("\n").split(/^=== (.*) ===\n/m);
      const others = new Map<string, string>();
      for (let index = 0; index < rest.length; index += 2)
        others.set(rest[index] ?? "", sourceOf(rest[index + 1] ?? ""));
      return { name: head.replace(/ ---$/, ""), source: sourceOf(own), others, drawn: lines.join("\n") };
    });
}

const sourceOf = (text: string): string =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .filter((line) => !line.startsWith("//"))
    .map((line) => line.slice(2))
    .join("\n");

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

const noOthers: ReadonlyMap<string, string> = new Map();

/** Checks a text as the file `main.soma` beside the others. */
export function check(text: string, previous?: CheckedFile, others = noOthers): CheckedFile {
  const source = parse(text);
  const imports = importsOf(source, {
    file: "main.soma",
    open: (from, path) => {
      if (path === "./late.soma") return undefined;
      const file = path.replace("./", "");
      const found = file === "main.soma" ? text : others.get(file);
      return found === undefined
        ? { problem: `There is no file "${path}" beside ${from}`, advice: "Check the path." }
        : { file, text: found };
    },
    previous,
  });
  return checkFile(source, text, {
    files,
    file: "main.soma",
    imports,
    ...(previous === undefined ? {} : { previous }),
  });
}

/** The source with everything the checker says about it drawn in. */
export function draw(source: string, others = noOthers): string {
  const checked = check(source, undefined, others);
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
      ...diagnostic.related.map(({ span, message, file }) => {
        if (file === undefined)
          return `//${indent}  ${lineOf(span.start) + 1} \`${excerpt(source, span)}\`: ${message}`;
        const text = others.get(file) ?? standardSources.get(file) ?? "";
        const line = text.slice(0, span.start).split("\n").length;
        return `//${indent}  ${file}:${line} \`${excerpt(text, span)}\`: ${message}`;
      }),
      ...fixesFor(checked, diagnostic, files).map(
        ({ title, edits }) =>
          `//${indent}  fix: ${title} => ${changedLines(source, applyEdits(source, edits).text)}`,
      ),
    ];
    below.set(line, [...(below.get(line) ?? []), ...drawn]);
  }
  const drawn = lines.flatMap((line, index) => [line === "" ? "" : `  ${line}`, ...(below.get(index) ?? [])]);
  const appended = [...others].flatMap(([name, text]) => [
    `=== ${name} ===`,
    ...text.split("\n").map((line) => (line === "" ? "" : `  ${line}`)),
  ]);
  return [...drawn, ...appended].join("\n");
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
