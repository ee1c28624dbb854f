/** Writes the reference pages in docs/reference/ from the registries, the settings and the table of diagnostics. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dataPage } from "./reference/data-page.ts";
import { diagnosticsPage } from "./reference/diagnostics-page.ts";
import { languagePage } from "./reference/language-page.ts";
import { activationsPage, layersPage } from "./reference/layers-page.ts";
import { link, paragraphs } from "./reference/markdown.ts";
import { trainingPage } from "./reference/training-page.ts";

const pages: readonly (readonly [file: string, doc: string, text: () => string])[] = [
  ["language.md", "every form of the language, with examples", languagePage],
  ["layers.md", "every layer: formula, attributes, shapes, parameters", layersPage],
  ["activations.md", "the functions that numbers go through", activationsPage],
  ["training.md", "losses, optimizers, schedules, initial values, settings and their defaults", trainingPage],
  ["data.md", "data sets made on the spot and read from files", dataPage],
  ["diagnostics.md", "every code: why, an example that fails, one that works", diagnosticsPage],
];

const titleOf = (text: string): string => /^# (.*)$/m.exec(text)?.[1] ?? "";
const madeBy =
  "<!-- Written by scripts/reference.ts: change what it is made from, then `npm run generate`. -->";
const written = pages.map(([file, doc, text]) => ({ file, doc, text: text() }));
const navigation = [["Reference", "README.md"], ...written.map(({ file, text }) => [titleOf(text), file])]
  .map(([title = "", file = ""]) => link(title, file))
  .join(" · ");

mkdirSync("docs/reference", { recursive: true });
for (const { file, text } of written)
  writeFileSync(`docs/reference/${file}`, `${paragraphs([madeBy, navigation, text])}\n`);
writeFileSync(
  "docs/reference/README.md",
  `${paragraphs([
    madeBy,
    "# Reference",
    written.map(({ file, doc, text }) => `- ${link(titleOf(text), file)}: ${doc}`).join("\n"),
  ])}\n`,
);
console.log(`docs/reference: ${written.length + 1} pages`);
