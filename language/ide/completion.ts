/** What could stand at the cursor: one function a kind of place, the likeliest first. */
import { dataSources } from "../../data/index.ts";
import type { LayerKind } from "../../layers/define.ts";
import { layers } from "../../layers/index.ts";
import { initialisers, losses, optimizers } from "../../training/index.ts";
import type { CheckedFile, SymbolInfo, SymbolKind } from "../check/result.ts";
import { dataSettings, metrics, type SettingSignature, trainSettings } from "../check/settings.ts";
import type { CompletionItem } from "./feature.ts";
import { type OpenCall, type Place, placeAt } from "./place.ts";
import { attributeChoices, attributeWords, callSnippet, findSignature } from "./signatures.ts";
import { fitAt } from "./would-fit.ts";

type Draft = Omit<CompletionItem, "span">;

export function completionsAt(checked: CheckedFile, offset: number): readonly CompletionItem[] {
  const { place, word } = placeAt(checked.text, offset);
  const span = { start: word.start, end: Math.max(word.end, offset) };
  return drafts(checked, place, offset).map((draft) => ({ ...draft, span }));
}

function drafts(checked: CheckedFile, place: Place, offset: number): readonly Draft[] {
  switch (place.kind) {
    case "declaration":
      return declarations;
    case "statement":
      return [...statements, ...symbols(checked, offset, ["label", "binding", "input"], 10)];
    case "expression":
      return [...symbols(checked, offset, tensorsAndSizes, 0), ...stages(checked, undefined, 20)];
    case "stage":
      return [...stages(checked, place.arrow, 0), ...symbols(checked, offset, ["block", "label"], 5)];
    case "data source":
      return dataSources.map((source) => call(source, "data", 0));
    case "trained network":
      return symbols(checked, offset, ["network"], 0);
    case "trained data":
      return [
        ...symbols(checked, offset, ["data"], 0),
        ...dataSources.map((source) => call(source, "data", 10)),
      ];
    case "setting":
      return settings(place.of === "train" ? trainSettings : dataSettings, place.given, place.of === "train");
    case "setting value":
      return settingValues(place.of, place.setting);
    case "expectation":
      return metrics.map(({ name, doc }) => value(name, "metric", doc, 0));
    case "argument":
      return inCall(checked, place.call, offset);
    case "nothing":
      return [];
  }
}

const tensorsAndSizes: readonly SymbolKind[] = ["input", "binding", "label", "parameter", "constant", "size"];

const keyword = (label: string, markdown: string, snippet: string, rank: number): Draft => ({
  label,
  kind: "keyword",
  detail: "",
  markdown,
  snippet,
  rank,
});

const declarations: readonly Draft[] = [
  keyword(
    "network",
    "A trainable whole.",
    "network ${1:Name} {\n  input x: [${2:2}]\n  output x -> $0\n}",
    0,
  ),
  keyword("data", "A data set.", "data ${1:name} = $0", 1),
  keyword(
    "train",
    "One experiment: a network, the data it learns from, and how.",
    "train ${1:Name} on ${2:data} {\n  $0\n}",
    2,
  ),
  keyword(
    "block",
    "A reusable piece, used like a layer.",
    "block ${1:Name}(${2:size}) {\n  input x: [${3:size}]\n  output x -> $0\n}",
    3,
  ),
  keyword("const", "A number for use anywhere below.", "const ${1:name} = $0", 4),
];

const statements: readonly Draft[] = [
  keyword("input", "What goes in; the batch axis is never written.", "input ${1:x}: [$0]", 0),
  keyword("output", "What comes out.", "output $0", 1),
  keyword("require", "What must hold for the sizes.", "require $0", 2),
];

const value = (label: string, detail: string, markdown: string, rank: number): Draft => ({
  label,
  kind: "value",
  detail,
  markdown,
  snippet: label,
  rank,
});

const call = (
  signature: { readonly name: string; readonly doc: string; readonly attributes: LayerKind["attributes"] },
  kind: CompletionItem["kind"],
  rank: number,
  detail = "",
): Draft => ({
  label: signature.name,
  kind,
  detail,
  markdown: signature.doc,
  snippet: callSnippet(signature),
  rank,
});

/** Layer kinds; after an arrow those that take the shape that arrives there come first, with the shape they would make. */
function stages(checked: CheckedFile, arrow: number | undefined, rank: number): readonly Draft[] {
  const fit = fitAt(checked, arrow);
  return layers
    .filter(({ group }) => group !== "operator")
    .map((layer) => {
      const { fits, detail } = fit(layer);
      return call(
        layer,
        layer.group === "activation" ? "activation" : "layer",
        rank + (fits ? 0 : 50),
        detail,
      );
    });
}

function symbols(
  checked: CheckedFile,
  offset: number,
  kinds: readonly SymbolKind[],
  rank: number,
): readonly Draft[] {
  const owner = checked.networks.find(({ span }) => span.start <= offset && offset <= span.end);
  const visible = ({ kind, span }: SymbolInfo): boolean =>
    kinds.includes(kind) &&
    (fileWide.includes(kind) ||
      (owner !== undefined && owner.span.start <= span.start && span.end <= owner.span.end));
  return checked.symbols.filter(visible).map(({ name, kind, detail, doc }) => ({
    label: name,
    kind: kind === "block" || kind === "network" || kind === "data" ? kind : "tensor",
    detail: kind,
    markdown: [`\`${detail}\``, doc ?? ""].join("\n\n"),
    snippet: kind === "block" ? `${name}($1)` : name,
    rank,
  }));
}

const fileWide: readonly SymbolKind[] = ["constant", "data", "block", "network", "train", "import"];

function settings(
  known: readonly SettingSignature[],
  given: readonly string[],
  train: boolean,
): readonly Draft[] {
  const open = known
    .filter(({ name }) => !given.includes(name))
    .map(
      ({ name, doc }, index): Draft => ({
        label: name,
        kind: "setting",
        detail: "",
        markdown: doc,
        snippet: `${name}: $0`,
        rank: index,
      }),
    );
  return train
    ? [...open, keyword("expect", "A claim that is checked.", "expect ${1:accuracy} >= ${2:0.95}", 40)]
    : open;
}

function settingValues(of: "train" | "data", setting: string): readonly Draft[] {
  if (setting === "loss") return [...losses.values()].map((loss) => call(loss, "value", 0));
  if (setting === "optimizer")
    return [...optimizers.values()].map((optimizer) => call(optimizer, "value", 0));
  const known: readonly SettingSignature[] = of === "train" ? trainSettings : dataSettings;
  const found = known.find(({ name }) => name === setting);
  return found
    ? attributeChoices(found.attribute.type).map((choice) => value(choice, setting, found.doc, 0))
    : [];
}

function inCall(checked: CheckedFile, open: OpenCall, offset: number): readonly Draft[] {
  const signature = findSignature(open.name);
  const sizes = symbols(checked, offset, tensorsAndSizes, 30);
  if (!signature) return sizes;
  const names = Object.keys(signature.attributes);
  if (open.attribute !== undefined) return valuesOf(signature.attributes[open.attribute], sizes);
  const left = names.filter((name) => !open.given.includes(name));
  const named = left.map((name, index): Draft => {
    const attribute = signature.attributes[name];
    return {
      label: `${name}:`,
      kind: "attribute",
      detail: attribute ? attributeWords(attribute) : "",
      markdown: attribute?.doc ?? "",
      snippet: `${name}: $0`,
      rank: 5 + index,
    };
  });
  const bare = left.includes("activation") ? activations(10) : [];
  const position = names[open.index];
  return [...(position ? valuesOf(signature.attributes[position], []) : []), ...named, ...bare, ...sizes];
}

function valuesOf(
  attribute: LayerKind["attributes"][string] | undefined,
  sizes: readonly Draft[],
): readonly Draft[] {
  if (!attribute) return sizes;
  const { type, doc } = attribute;
  if (type.kind === "activation") return activations(0);
  if (type.kind === "initialiser" || type.kind === "bias")
    return [
      ...(type.kind === "bias" ? ["true", "false"].map((word) => value(word, "bias", doc, 0)) : []),
      ...[...initialisers.values()].map((initialiser) => call(initialiser, "value", 1)),
    ];
  return [...attributeChoices(type).map((choice) => value(choice, "", doc, 0)), ...sizes];
}

const activations = (rank: number): readonly Draft[] =>
  layers
    .filter(({ group }) => group === "activation")
    .map(({ name, doc }) => ({
      label: name,
      kind: "activation",
      detail: "activation",
      markdown: doc,
      snippet: name,
      rank,
    }));
