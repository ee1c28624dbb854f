/** Completion items before their place in the text is known, and how each sort of them is made. */
import type { Attribute, AttributeValue } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { layers } from "../../layers/index.ts";
import { initialisers, losses } from "../../training/index.ts";
import type { CheckedFile } from "../check/result.ts";
import { type Family, families } from "../check/settings.ts";
import type { CompletionItem } from "./feature.ts";
import { attributeChoices, callSnippet, valueWords } from "./signatures.ts";
import { localDrafts } from "./visible.ts";

export type Draft = Omit<CompletionItem, "span">;

export const word = (
  label: string,
  detail: string,
  markdown: string,
  rank: number,
  snippet = label,
): Draft => ({ label, kind: "value", detail, markdown, snippet, rank });

/** Something that the language brings along, with its call. */
export const called = (
  signature: Signature,
  kind: CompletionItem["kind"],
  rank: number,
  detail: string,
  snippet = callSnippet(signature),
): Draft => ({ label: signature.name, kind, detail, markdown: signature.doc, snippet, rank });

/** What may stand as the value of a setting: losses, optimizers, schedules. */
export const familyDrafts = (family: Family): readonly Draft[] =>
  families[family].map((signature, index) => {
    const target = family === "loss" ? losses.get(signature.name)?.target : undefined;
    const detail = target ? `for ${target.join(" or ")}` : family;
    return called(
      signature,
      "value",
      index,
      detail,
      callSnippet(signature, { first: family === "optimizer" }),
    );
  });

export const activationDrafts = (rank: number): readonly Draft[] =>
  layers
    .filter(({ group }) => group === "activation")
    .map((activation, index) =>
      called(activation, "activation", rank + index, "activation", activation.name),
    );

const initialiserDrafts: readonly Draft[] = [...initialisers.values()].map((initialiser, index) =>
  called(initialiser, "value", 2 + index, "initial values"),
);

/** Constants, parameters and symbols that may stand where a size is wanted. */
export const sizeDrafts = (checked: CheckedFile, offset: number, rank: number): readonly Draft[] =>
  localDrafts(checked, offset, ["parameter", "size", "constant"], rank);

/** Words that an attribute takes, or else what it is where nobody says. */
export function valueDrafts(attribute: Attribute): readonly Draft[] {
  const words = wordDrafts(attribute);
  const { fallback, doc } = attribute;
  if (words.length > 0 || fallback === undefined) return words;
  return [word(valueWords(fallback as AttributeValue), "unless given", doc, 0)];
}

/** Words that an attribute takes: one of a few, an activation, an initialiser. */
export function wordDrafts({ type, doc }: Attribute): readonly Draft[] {
  if (type.kind === "activation") return activationDrafts(0);
  const choices = attributeChoices(type).map((choice, index) => word(choice, "", doc, index));
  if (type.kind === "initialiser" || type.kind === "bias") return [...choices, ...initialiserDrafts];
  return choices;
}
