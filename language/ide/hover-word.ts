/** What there is to say about a word that the language brings along: sources, losses, attributes, settings, keywords. */
import type { Attribute } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { dataSettings, metrics, trainSettings } from "../check/settings.ts";
import { findKeyword } from "./keywords.ts";
import type { Place, PlaceAt } from "./place.ts";
import { attributeChoices, attributeWords, findSignature } from "./signatures.ts";
import { code, fenced, paragraphs, plain } from "./words.ts";

export function wordMarkdown(text: string, { place, word, call }: PlaceAt): string | undefined {
  const name = text.slice(word.start, word.end);
  const isAttribute = /^[^\S\r\n]*:/.test(text.slice(word.end, word.end + 8));
  const known = call && findSignature(call.name, call.givenTo);
  if (known && isAttribute) return attributeMarkdown(name, known.attributes[name]);
  if (place.kind === "setting") {
    const setting = settingsOf(place.of).find((candidate) => candidate.name === name);
    if (setting) return attributeMarkdown(name, setting.attribute);
  }
  const signature = findSignature(name, givenTo(place));
  if (signature && place.kind !== "expectation") return signatureMarkdown(signature);
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric) return paragraphs([`**${plain(name)}**`, metric.doc]);
  return choiceMarkdown(name, place, known) ?? keywordMarkdown(name);
}

/** The setting or attribute that stands before the word and its colon. */
function givenTo(place: Place): string | undefined {
  if (place.kind === "setting value") return place.setting;
  return place.kind === "argument" ? place.call.attribute : undefined;
}

const settingsOf = (of: "train" | "data"): typeof trainSettings =>
  of === "train" ? trainSettings : dataSettings;

/** A loss or an optimizer is named in a setting whose type only says that it is a word. */
function attributeMarkdown(name: string, attribute: Attribute | undefined): string | undefined {
  if (!attribute) return undefined;
  const words = attributeWords(attribute);
  return paragraphs([words === "" ? `**${plain(name)}**` : `**${plain(name)}**: ${words}`, attribute.doc]);
}

/** A word that is one of a few: `standard` in `normalize: standard`, `same` in `padding: same`. */
function choiceMarkdown(name: string, place: Place, known: Signature | undefined): string | undefined {
  const [owner, attribute] =
    place.kind === "setting value"
      ? [place.setting, settingsOf(place.of).find((each) => each.name === place.setting)?.attribute]
      : place.kind === "argument" && place.call.attribute !== undefined
        ? [place.call.attribute, known?.attributes[place.call.attribute]]
        : ["", undefined];
  if (!attribute || !attributeChoices(attribute.type).includes(name)) return undefined;
  return paragraphs([`**${plain(owner)}: ${plain(name)}**`, attribute.doc]);
}

function keywordMarkdown(name: string): string | undefined {
  const known = name === "on" ? { doc: "What the network learns from." } : findKeyword(name);
  return known && paragraphs([`**${name}**`, known.doc]);
}

function signatureMarkdown(signature: Signature): string {
  const attributes = Object.entries(signature.attributes).map(
    ([name, attribute]) => `- ${code(name)}: ${attributeWords(attribute)}. ${attribute.doc}`,
  );
  const formula =
    "formula" in signature && typeof signature.formula === "string"
      ? fenced(signature.formula, "text")
      : undefined;
  return paragraphs([`**${plain(signature.name)}**`, signature.doc, formula, attributes.join("\n")]);
}
