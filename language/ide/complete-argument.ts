/** What could stand between the brackets of a call: attributes that are not given yet, and values for the one that is. */
import type { Attribute } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import type { CheckedFile } from "../check/result.ts";
import { metrics } from "../check/settings.ts";
import { calleeOf } from "./callee.ts";
import { activationDrafts, type Draft, sizeDrafts, valueDrafts, wordDrafts } from "./draft.ts";
import type { OpenCall } from "./place.ts";
import { attributeWords } from "./signatures.ts";
import { localDrafts, trainedLabels } from "./visible.ts";

export function argumentDrafts(checked: CheckedFile, open: OpenCall, offset: number): readonly Draft[] {
  if (metrics.some(({ name, ofLayer }) => ofLayer && name === open.name))
    return trainedLabels(checked, offset);
  const signature = calleeOf(checked, open);
  if (!signature) return localDrafts(checked, offset, ["input", "binding", "label", "parameter"], 0);
  const values = (attribute: Attribute, own: readonly Draft[]): readonly Draft[] => [
    ...own,
    ...namesFor(checked, attribute, offset),
  ];
  if (open.attribute !== undefined) {
    const attribute = signature.attributes[open.attribute];
    return attribute ? values(attribute, valueDrafts(attribute)) : [];
  }
  const left = attributesLeft(signature, open);
  const [next] = left;
  const position = next === undefined ? undefined : signature.attributes[next];
  const isNext = position && !position.namedOnly;
  const hasBare = left.includes("activation") && position?.type.kind !== "activation";
  return [
    ...(isNext ? values(position, wordDrafts(position)) : []),
    ...left.map((name, index) => named(name, signature.attributes[name], 40 + index)),
    ...(hasBare ? activationDrafts(60) : []),
  ];
}

/** Names of the attributes that are not given yet, by position or by name: the first is what comes next. */
export function attributesLeft({ attributes }: Signature, { index, given }: OpenCall): readonly string[] {
  const open = Object.keys(attributes).filter((name) => !given.includes(name));
  const byPosition = open.filter((name) => !attributes[name]?.namedOnly).slice(0, index - given.length);
  return open.filter((name) => !byPosition.includes(name));
}

const named = (name: string, attribute: Attribute | undefined, rank: number): Draft => ({
  label: `${name}:`,
  kind: "attribute",
  detail: attribute ? attributeWords(attribute) : "",
  markdown: attribute?.doc ?? "",
  snippet: `${name}: $0`,
  rank,
});

/** The author's own names that may stand for an attribute. */
function namesFor(checked: CheckedFile, { type }: Attribute, offset: number): readonly Draft[] {
  switch (type.kind) {
    case "layer":
      return localDrafts(checked, offset, ["label"], 0);
    case "tensor":
      return localDrafts(checked, offset, ["input", "binding", "label"], 0);
    case "size":
    case "sizes":
    case "shape":
    case "padding":
      return sizeDrafts(checked, offset, 10);
    default:
      return [];
  }
}
