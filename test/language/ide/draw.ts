/** Draws what each editor feature says about a text with a cursor, as lines to read. */
import {
  completionsAt,
  definitionAt,
  documentSymbols,
  hoverAt,
  inlayHints,
  lenses,
  type MeasuredRun,
  referencesAt,
  semanticTokens,
  signatureHelpAt,
} from "../../../language/index.ts";
import type { Marked } from "./marked.ts";

type Outline = ReturnType<typeof documentSymbols>;

/** What the hovers of fixtures know about a run: layer `h1` of the network `Net`. */
export const measuredRun: MeasuredRun = {
  network: "Net",
  experiment: "Net",
  step: 1200,
  layers: [
    {
      step: "h1",
      units: 8,
      mean: 0.1234567,
      deviation: 0.5,
      smallest: -1,
      largest: 0.999,
      neverPositive: 0.25,
      histogram: [0.1, 0.2, 0.4, 0.2, 0.1, 0],
      rows: 100,
    },
  ],
};

/** One drawing a feature; a fixture file is named after its feature. */
export const drawings: Readonly<Record<string, (marked: Marked) => readonly string[]>> = {
  hover: ({ checked, offset }) => {
    const hover = hoverAt(checked, offset, [measuredRun]);
    if (!hover) return ["nothing"];
    return [`at ${JSON.stringify(textOf(checked.text, hover.span))}`, ...hover.markdown.split("\n")];
  },
  completion: ({ checked, offset }) => {
    const items = completionsAt(checked, offset).toSorted(
      (a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1),
    );
    const [first] = items;
    if (!first) return ["nothing"];
    const shown = items.slice(0, 8).map(({ label, kind, detail, snippet }) => {
      const inserted = snippet === label ? "" : ` => ${JSON.stringify(snippet)}`;
      return `${kind} ${label}${detail === "" ? "" : ` | ${detail}`}${inserted}`;
    });
    return [
      `instead of ${JSON.stringify(textOf(checked.text, first.span))}`,
      ...shown,
      ...(items.length > 8 ? ["…"] : []),
    ];
  },
  signature: ({ checked, offset }) => {
    const help = signatureHelpAt(checked, offset);
    if (!help) return ["nothing"];
    const active = help.parameters[help.active];
    const mark = active ? " ".repeat(active.start) + "^".repeat(active.end - active.start) : "";
    return [help.label, mark, ...(active?.markdown.split("\n") ?? [])];
  },
  hints: ({ checked }) => {
    const hints = inlayHints(checked, { start: 0, end: checked.text.length });
    return inserted(
      checked.text,
      hints.map(({ at, label }) => ({ at, text: ` «${label}»` })),
    );
  },
  outline: ({ checked }) => outlineLines(documentSymbols(checked), ""),
  colours: ({ checked }) =>
    inserted(
      checked.text,
      semanticTokens(checked).map(({ span, kind, modifiers }) => ({
        at: span.end,
        text: `‹${[kind, ...modifiers].join(" ")}›`,
      })),
    ),
  names: ({ checked, offset }) => {
    const definition = definitionAt(checked, offset);
    return inserted(
      checked.text,
      referencesAt(checked, offset).flatMap(({ start, end }) => [
        { at: start, text: start === definition?.start ? "«" : "‹" },
        { at: end, text: start === definition?.start ? "»" : "›" },
      ]),
    );
  },
  lenses: ({ checked }) =>
    lenses(checked).map(
      ({ span, title, command, experiment }) =>
        `${textOf(checked.text, span)}: ${title} (${command} ${experiment})`,
    ),
};

const textOf = (text: string, { start, end }: { start: number; end: number }): string =>
  text.slice(start, end);

/** The lines of the text in which something was inserted. */
function inserted(text: string, insertions: readonly { at: number; text: string }[]): readonly string[] {
  let drawn = "";
  let from = 0;
  for (const { at, text: what } of insertions) {
    drawn += text.slice(from, at) + what;
    from = at;
  }
  drawn += text.slice(from);
  const before = text.split("\n");
  return drawn.split("\n").filter((line, index) => line !== before[index]);
}

const outlineLines = (symbols: Outline, indent: string): readonly string[] =>
  symbols.flatMap(({ name, kind, detail, children }) => [
    `${indent}${kind} ${name}${detail === "" ? "" : ` | ${detail}`}`,
    ...outlineLines(children, `${indent}  `),
  ]);
