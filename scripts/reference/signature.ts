/** The part of a page that any signature has: what it is, its formula, and what may stand in its brackets. */
import { type Attribute, isRequired } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { attributeWords } from "../../language/ide/signatures.ts";
import { code, fenced, link, paragraphs, table } from "./markdown.ts";

export type Described = Signature & { readonly formula?: string };

/** From the heading down; `rest` comes behind the attributes. */
export const signatureSection = (
  { name, doc, formula, attributes, foreign = [] }: Described,
  rest: readonly (string | undefined)[] = [],
): string =>
  paragraphs([
    `### ${/^\w+$/.test(name) ? name : code(name)}`,
    doc,
    formula === undefined ? undefined : fenced("text", formula),
    attributeTable(attributes),
    ...rest,
    foreign.length === 0 ? undefined : `Called elsewhere: ${foreign.map(code).join(", ")}.`,
  ]);

export const attributeTable = (attributes: Signature["attributes"]): string =>
  table(
    ["attribute", "what it may be", "what it is for"],
    Object.entries(attributes).map(([name, attribute]) => [
      code(name),
      valueCell(attribute),
      docCell(attribute),
    ]),
  );

export function valueCell(attribute: Attribute): string {
  const words = linked(attribute);
  if (isRequired(attribute)) return `${words}; **must be given**`;
  return attribute.optional ? `${words}; may be left out` : words;
}

function linked(attribute: Attribute): string {
  const words = attributeWords(attribute);
  switch (attribute.type.kind) {
    case "activation":
      return words.replace("an activation", link("an activation", "activations.md"));
    case "initialiser":
    case "bias":
      return words.replace("initial values", link("initial values", "training.md", "Initial values"));
    default:
      return words;
  }
}

const docCell = ({ doc, namedOnly }: Attribute): string => (namedOnly ? `${doc} Given by name.` : doc);
