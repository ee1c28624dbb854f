/** What the call around the cursor takes, with the attribute that is being given marked. */
import { isRequired } from "../../catalog/attribute.ts";
import type { CheckedFile } from "../check/result.ts";
import { calleeOf } from "./callee.ts";
import { attributesLeft } from "./complete-argument.ts";
import type { SignatureHelp } from "./feature.ts";
import { placeAt } from "./place.ts";
import { attributeWords } from "./signatures.ts";

export function signatureHelpAt(checked: CheckedFile, offset: number): SignatureHelp | undefined {
  const { call } = placeAt(checked.text, offset);
  const signature = call && calleeOf(checked, call);
  if (!signature || !call) return undefined;
  const names = Object.keys(signature.attributes);
  let label = `${signature.name}(`;
  const parameters = Object.entries(signature.attributes).map(([name, attribute], index) => {
    if (index > 0) label += ", ";
    const start = label.length;
    label += isRequired(attribute) ? name : `${name}?`;
    return { start, end: label.length, markdown: `${attribute.doc}\n\n*${attributeWords(attribute)}*` };
  });
  label += ")";
  const [next = names.at(-1)] = attributesLeft(signature, call);
  return {
    label,
    markdown: signature.doc,
    parameters,
    active: Math.max(0, names.indexOf(call.attribute ?? next ?? "")),
  };
}
