/** What can be explained besides codes: every layer, loss, data source, setting and measure, from its declaration. */
import { type Attribute, isRequired } from "../catalog/attribute.ts";
import type { Signature } from "../catalog/signature.ts";
import { dataSources } from "../data/index.ts";
import {
  dataSettings,
  families,
  metrics,
  type SettingSignature,
  trainSettings,
} from "../language/check/settings.ts";
import { attributeWords } from "../language/ide/signatures.ts";
import type { LayerExample } from "../layers/define.ts";
import { layers } from "../layers/index.ts";
import { initialisers } from "../training/index.ts";
import type { Terminal } from "./terminal.ts";
import { textTable } from "./text-table.ts";

export interface Entry {
  readonly name: string;
  /** What all of its kind are called: "Layers". */
  readonly title: string;
  readonly doc: string;
  readonly formula?: string;
  /** What a setting may be. */
  readonly value?: string;
  readonly attributes: readonly (readonly [name: string, attribute: Attribute])[];
  readonly examples?: readonly LayerExample[];
  readonly foreign?: readonly string[];
}

const ofSignature =
  (title: string) =>
  (
    signature: Signature & { readonly formula?: string; readonly examples?: readonly LayerExample[] },
  ): Entry => ({
    ...signature,
    title,
    attributes: Object.entries(signature.attributes),
  });

const ofSetting =
  (title: string) =>
  ({ name, doc, attribute, takes }: SettingSignature): Entry => ({
    name,
    title,
    doc: takes === undefined ? doc : `${doc} One of ${families[takes].map((each) => each.name).join(", ")}.`,
    ...(takes === undefined ? { value: attributeWords(attribute) } : {}),
    attributes: [],
  });

export const entries: readonly Entry[] = [
  ...layers.filter(({ group }) => group !== "activation").map(ofSignature("Layers and operators")),
  ...layers.filter(({ group }) => group === "activation").map(ofSignature("Activations")),
  ...families.loss.map(ofSignature("Losses")),
  ...families.optimizer.map(ofSignature("Optimizers")),
  ...families.schedule.map(ofSignature("Schedules of the learning rate")),
  ...families["way to clip"].map(ofSignature("Ways to clip gradients")),
  ...families["early stop"].map(ofSignature("Ways to stop early")),
  ...[...initialisers.values()].map(ofSignature("Initial values")),
  ...dataSources.map(ofSignature("Data sources")),
  ...trainSettings.map(ofSetting("Settings of train")),
  ...dataSettings.map(ofSetting("Settings of data")),
  ...metrics.map(({ name, doc }) => ({ name, title: "What can be expected", doc, attributes: [] })),
];

export const entryTitles: readonly string[] = [...new Set(entries.map(({ title }) => title))];

export function entryLines(entry: Entry, terminal: Terminal): readonly string[] {
  const { name, title, doc, formula, value, attributes, examples = [], foreign = [] } = entry;
  return [
    terminal.paint("bold", `${name}: ${title}`),
    "",
    doc,
    ...(formula === undefined ? [] : ["", `  ${formula}`]),
    ...(value === undefined ? [] : ["", `  ${name}: ${value}`]),
    "",
    ...attributes.flatMap(attributeLines),
    ...(attributes.length === 0 ? [] : [""]),
    ...exampleLines(examples),
    ...(foreign.length === 0 ? [] : [`Called elsewhere: ${foreign.join(", ")}.`, ""]),
  ];
}

function attributeLines([name, attribute]: Entry["attributes"][number]): readonly string[] {
  const may = isRequired(attribute) ? "" : attribute.optional ? " (may be left out)" : "";
  const given = attribute.namedOnly ? " Given by name." : "";
  return [`  ${name}: ${attributeWords(attribute)}${may}`, `      ${attribute.doc}${given}`];
}

function exampleLines(examples: readonly LayerExample[]): readonly string[] {
  if (examples.length === 0) return [];
  const rows = examples.map(({ source, inputs, output, parameters }) => [
    source,
    inputs.map(shapeWords).join(" "),
    shapeWords(output),
    String(parameters),
  ]);
  const table = textTable(["example", "input", "output", "parameters"], rows, [
    "left",
    "left",
    "left",
    "right",
  ]);
  return [...table.map((line) => `  ${line}`), ""];
}

const shapeWords = (shape: readonly number[]): string => `[${shape.join(", ")}]`;
