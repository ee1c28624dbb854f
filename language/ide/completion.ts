/** What could stand at the cursor: one function a kind of place, the likeliest first. */
import { dataSources } from "../../data/index.ts";
import { layers } from "../../layers/index.ts";
import type { CheckedFile } from "../check/result.ts";
import { dataSettings, metrics, type SettingSignature, trainSettings } from "../check/settings.ts";
import { argumentDrafts } from "./complete-argument.ts";
import { called, type Draft, familyDrafts, sizeDrafts, valueDrafts, word } from "./draft.ts";
import type { CompletionItem } from "./feature.ts";
import { declarationKeywords, expectKeyword, type KeywordInfo, statementKeywords } from "./keywords.ts";
import { type Place, placeAt } from "./place.ts";
import { attributeWords, callSnippet } from "./signatures.ts";
import { fileDrafts, localDrafts } from "./visible.ts";
import { wantedOutput } from "./wanted-output.ts";
import { fitOf, shapeBefore } from "./would-fit.ts";

export function completionsAt(checked: CheckedFile, offset: number): readonly CompletionItem[] {
  const { place, word: typed } = placeAt(checked.text, offset);
  const span = { start: typed.start, end: Math.max(typed.end, offset) };
  return draftsFor(checked, place, typed.start).map((draft) => ({ ...draft, span }));
}

function draftsFor(checked: CheckedFile, place: Place, offset: number): readonly Draft[] {
  switch (place.kind) {
    case "declaration":
      return keywords(declarationKeywords);
    case "statement":
      return [
        ...keywords(statementKeywords),
        ...localDrafts(checked, offset, ["binding", "label", "input"], 10),
      ];
    case "expression":
      return [
        ...localDrafts(checked, offset, ["input", "binding", "label"], 0),
        ...layers
          .filter(({ group }) => group !== "operator")
          .map((layer, index) =>
            called(layer, "layer", 30 + index, layer.group, callSnippet(layer, { tensor: true })),
          ),
      ];
    case "size":
      return sizeDrafts(checked, offset, 0);
    case "stage":
      return stages(checked, place.arrow, offset);
    case "data source":
      return sources(0);
    case "trained network":
      return fileDrafts(checked, "network", 0);
    case "trained data":
      return [...fileDrafts(checked, "data", 0), ...sources(10)];
    case "setting":
      return settings(place.of === "train" ? trainSettings : dataSettings, place);
    case "setting value":
      return settingValues(place.of === "train" ? trainSettings : dataSettings, place.setting);
    case "expectation":
      return metrics.map(({ name, doc, ofLayer }, index) =>
        word(name, "metric", doc, index, ofLayer ? `${name}($1)` : name),
      );
    case "argument":
      return argumentDrafts(checked, place.call, offset);
    case "nothing":
      return [];
    default:
      return place satisfies never;
  }
}

const keywords = (known: Readonly<Record<string, KeywordInfo>>): readonly Draft[] =>
  Object.entries(known).map(([label, info], rank) => keyword(label, info, rank));

const keyword = (label: string, { doc, snippet = label }: KeywordInfo, rank: number): Draft => ({
  label,
  kind: "keyword",
  detail: "",
  markdown: doc,
  snippet,
  rank,
});

const sources = (rank: number): readonly Draft[] =>
  dataSources.map((source, index) => {
    const snippet = callSnippet(source);
    const written = snippet === source.name ? `${source.name}($0)` : snippet;
    return called(source, "data", rank + index, "data source", written);
  });

/** Layer kinds and blocks: those that take the shape that arrives come first, with the shape they would make. */
function stages(checked: CheckedFile, arrow: number, offset: number): readonly Draft[] {
  const shape = shapeBefore(checked, arrow);
  const known = layers
    .filter(({ group }) => group !== "operator")
    .map((layer, index) => {
      const { fits, detail } = fitOf(layer, shape);
      const isActivation = layer.group === "activation";
      // On an image, a layer for images is likelier than one that lets two of its axes pass.
      const loose = shape !== undefined && shape.length > 1 && layer.group === "dense" ? 30 : 0;
      const rank = 10 + index + loose + (fits ? 0 : 100);
      return called(layer, isActivation ? "activation" : "layer", rank, detail);
    });
  const wanted = shape && shape.length > 1 ? undefined : wantedOutput(checked, offset);
  const last: Draft | undefined = wanted && {
    label: `dense(${wanted.units})`,
    kind: "snippet",
    detail: "the last layer",
    markdown: wanted.why,
    snippet: `dense(${wanted.units})`,
    rank: 0,
  };
  return [
    ...(last ? [last] : []),
    ...fileDrafts(checked, "block", 5),
    ...known,
    ...localDrafts(checked, offset, ["label"], 80),
  ];
}

function settings(
  known: readonly SettingSignature[],
  { of, given }: Extract<Place, { kind: "setting" }>,
): readonly Draft[] {
  const open = known
    .filter(({ name }) => !given.includes(name))
    .map(
      ({ name, attribute, takes, doc }, index): Draft => ({
        label: name,
        kind: "setting",
        detail: takes ?? attributeWords(attribute),
        markdown: doc,
        snippet: `${name}: $0`,
        rank: index,
      }),
    );
  return of === "train" ? [...open, keyword("expect", expectKeyword, 40)] : open;
}

function settingValues(known: readonly SettingSignature[], setting: string): readonly Draft[] {
  const found = known.find(({ name }) => name === setting);
  if (found?.takes) return familyDrafts(found.takes);
  return found ? valueDrafts(found.attribute) : [];
}
