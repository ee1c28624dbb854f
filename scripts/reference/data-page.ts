/** The page of data: every source with what it gives, and the settings of a data set. */
import { withFallbacks } from "../../catalog/attribute.ts";
import { type DataDescription, type DataSource, isProblem } from "../../data/define.ts";
import { dataSources } from "../../data/index.ts";
import { dataSettings } from "../../language/check/settings.ts";
import { valueWords } from "../../language/ide/signatures.ts";
import { code, fenced, link, linkLine, paragraphs, shapeWords } from "./markdown.ts";
import { signatureSection } from "./signature.ts";
import { settingsTable } from "./training-page.ts";

export function dataPage(): string {
  return paragraphs([
    "# Data",
    `What may stand behind ${link("`data NAME =`", "language.md", "Data sets")}. What is made on the spot is made from the seed of the ${link("training", "training.md")}; files are read from the workspace.`,
    linkLine(dataSources.map(({ name }) => name)),
    "## Settings",
    settingsTable(dataSettings),
    "## Sources",
    ...dataSources.map((source) => signatureSection(source, [given(source)])),
  ]);
}

/** What the source gives where nothing is written in its brackets; nothing for one that needs a value. */
function given(source: DataSource): string | undefined {
  const isComplete = Object.values(source.attributes).every(({ fallback }) => fallback !== undefined);
  if (!isComplete) return splitWords(source);
  const attributes = withFallbacks(source.attributes, {}) as Parameters<DataSource["describe"]>[0];
  const description = source.describe(attributes, () => undefined);
  if (description === undefined || isProblem(description))
    throw new Error(`${source.name} can be described with its fallbacks`);
  const written = Object.entries(source.attributes).map(
    ([name, { fallback }]) => `${name}: ${valueWords(fallback as number | string)}`,
  );
  return paragraphs([
    fenced("soma", `data example = ${source.name}(${written.join(", ")})`),
    `Gives ${descriptionWords(description)}. ${splitWords(source)}`,
  ]);
}

const splitWords = ({ split }: DataSource): string =>
  split === 1
    ? "All rows are trained on unless `split` says otherwise."
    : `${Math.round(split * 100)} % of the rows are trained on unless \`split\` says otherwise.`;

function descriptionWords({ rows, input, label }: DataDescription): string {
  const count = rows === undefined ? "rows" : `${rows} rows`;
  return `${count} of shape ${code(shapeWords(input))} with ${labelWords(label)}`;
}

function labelWords(label: DataDescription["label"]): string {
  switch (label.kind) {
    case "classes":
      return `the classes ${label.names.map(code).join(", ")}`;
    case "values":
      return `labels of shape ${code(shapeWords(label.shape))}`;
    case "none":
      return "no labels";
    default:
      return label satisfies never;
  }
}
