/** `soma explain`: what a code or a name of the language means, with examples. */
import { nearestName } from "../data/nearest-name.ts";
import { codeFamilies, explainedCodes } from "../language/diagnostics/explanations/index.ts";
import { type Command, UsageError } from "./command.ts";
import { exit } from "./exit.ts";
import { codeLines } from "./explain-code.ts";
import { entries, entryLines, entryTitles } from "./explain-entry.ts";
import type { Terminal } from "./terminal.ts";

export const explain: Command = {
  name: "explain",
  summary: "Explain a diagnostic's code, a layer, a loss or any other name; without one, list them all.",
  operands: "names",
  options: [],
  examples: ["soma explain SOMA3012", "soma explain conv2d", "soma explain"],
  run: async ({ operands: names }, terminal) => {
    if (names.length === 0) {
      for (const line of overview(terminal)) terminal.out(line);
      return exit.ok;
    }
    // Nothing is printed of a call that has a wrong name in it.
    const explained = names.map((name) => explanationOf(name, terminal));
    for (const lines of explained) for (const line of lines) terminal.out(line);
    return exit.ok;
  },
};

function explanationOf(name: string, terminal: Terminal): readonly string[] {
  const code = explainedCodes.find((each) => each.code === name.toUpperCase());
  if (code !== undefined) return codeLines(code, terminal);
  const found = entries.filter((entry) => entry.name === name);
  if (found.length > 0) return found.flatMap((entry) => entryLines(entry, terminal));
  const foreign = entries.filter(({ foreign = [] }) =>
    foreign.some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  if (foreign.length === 0) throw new UsageError(unknown(name));
  const ours = foreign.map((entry) => entry.name).join(" or ");
  return [
    `${name} is another library's name; in Soma it is ${ours}.`,
    "",
    ...foreign.flatMap((entry) => entryLines(entry, terminal)),
  ];
}

function unknown(name: string): string {
  const names = [...explainedCodes.map(({ code }) => code), ...entries.map((entry) => entry.name)];
  const meant = nearestName(name, names);
  const advice = meant === undefined ? "soma explain lists all" : `did you mean ${meant}?`;
  return `nothing in Soma is called ${name}; ${advice}`;
}

function overview(terminal: Terminal): readonly string[] {
  const codes = Object.entries(codeFamilies).flatMap(([family, title]) => [
    terminal.paint("bold", `${title}: ${family}xxx`),
    ...explainedCodes
      .filter(({ code }) => code.startsWith(family))
      .map(({ code, severity, title: words }) => `  ${code}  ${severity.padEnd(11)}  ${words}`),
    "",
  ]);
  const named = entryTitles.flatMap((title) => [
    terminal.paint("bold", title),
    ...wrapped(
      entries.filter((entry) => entry.title === title).map((entry) => entry.name),
      100,
    ),
    "",
  ]);
  return [
    ...codes,
    ...named,
    "soma explain NAME says more, such as soma explain SOMA3012 or soma explain dense.",
  ];
}

/** Words with commas between, in lines of at most `width`. */
function wrapped(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = " ";
  for (const [index, word] of words.entries()) {
    const written = index === words.length - 1 ? word : `${word},`;
    if (line.length + 1 + written.length > width) {
      lines.push(line);
      line = " ";
    }
    line += ` ${written}`;
  }
  return [...lines, line];
}
