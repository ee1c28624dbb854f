/** What a call takes, whoever declared it: the language, or a block or network of this file. */
import type { Attribute } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import type { CheckedFile } from "../check/result.ts";
import type { BlockDeclaration, NetworkDeclaration, Placed } from "../syntax/tree.ts";
import type { OpenCall } from "./place.ts";
import { findSignature } from "./signatures.ts";
import { docWords } from "./words.ts";

export function calleeOf(
  checked: CheckedFile,
  { name, givenTo }: Pick<OpenCall, "name" | "givenTo">,
): Signature | undefined {
  return findSignature(name, givenTo) ?? declaredSignature(checked, name);
}

function declaredSignature({ source, text }: CheckedFile, name: string): Signature | undefined {
  for (const { at, declaration } of source.declarations) {
    const isCallable = declaration.kind === "block" || declaration.kind === "network";
    if (isCallable && declaration.name.text === name) return signatureOf({ at, declaration }, text);
  }
  return undefined;
}

type Callable = Placed & { readonly declaration: BlockDeclaration | NetworkDeclaration };

function signatureOf({ at, declaration }: Callable, text: string): Signature {
  const attributes = declaration.parameters.map(({ name, default: fallback }): [string, Attribute] => {
    const usual = fallback && text.slice(at + fallback.span.start, at + fallback.span.end);
    const doc = `A parameter of the ${declaration.kind} \`${declaration.name.text}\`.`;
    const type = { kind: "size", min: 0 } as const;
    return [name.text, usual === undefined ? { type, doc } : { type, doc, fallback: usual }];
  });
  return {
    name: declaration.name.text,
    doc: docWords(declaration.docs?.text ?? ""),
    attributes: Object.fromEntries(attributes),
  };
}
