/** What the call around the cursor takes, with the attribute that is being given marked. */
import type { CheckedFile } from "../check/result.ts";
import type { SignatureHelp } from "./feature.ts";
import { placeAt } from "./place.ts";
import { attributeWords, findSignature } from "./signatures.ts";

export function signatureHelpAt(checked: CheckedFile, offset: number): SignatureHelp | undefined {
  const { call } = placeAt(checked.text, offset);
  const signature = call && findSignature(call.name);
  if (!signature || !call) return undefined;
  const names = Object.keys(signature.attributes);
  let label = `${signature.name}(`;
  const parameters = Object.entries(signature.attributes).map(([name, attribute], index) => {
    if (index > 0) label += ", ";
    const start = label.length;
    label += attribute.fallback === undefined && !attribute.namedOnly ? name : `${name}?`;
    return { start, end: label.length, markdown: `${attribute.doc}\n\n*${attributeWords(attribute)}*` };
  });
  label += ")";
  const named = call.attribute === undefined ? -1 : names.indexOf(call.attribute);
  return {
    label,
    markdown: signature.doc,
    parameters,
    active: named >= 0 ? named : Math.min(call.index, names.length - 1),
  };
}
