/** What a name means: in its body, in its file, or in what Soma brings along; and what to say where it means nothing. */

import type { Signature } from "../../catalog/signature.ts";
import { nearestName } from "../../data/nearest-name.ts";
import type { Declaration, Name } from "../syntax/tree.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, noteUse, report } from "./frame.ts";

/** The word that is meant: a letter from another alphabet is read as the Latin one it looks like. */
export const wordOf = (name: Name): string => name.foreign?.lookalike ?? name.text;

/** The declaration of that name in the file or in one it imports from (the import, if that leads nowhere), and a note that it is used here. */
export function resolve(frame: Frame, name: Name): Declaration | undefined {
  const declaration = frame.questions.resolve(wordOf(name));
  if (declaration?.kind === "import") noteUse(frame, declaration, name, wordOf(name));
  else if (declaration !== undefined) noteUse(frame, declaration, name);
  return declaration;
}

/** How a declaration is called in a message. */
export function describeDeclaration(declaration: Declaration): string {
  switch (declaration.kind) {
    case "const":
      return "a constant";
    case "data":
      return "a data set";
    case "block":
      return "a block";
    case "network":
      return "a network";
    case "train":
      return "an experiment";
    case "import":
      return "an import";
    case "skipped":
      return "not readable";
    default:
      return declaration satisfies never;
  }
}

export interface Wanted {
  /** "layer or block", "tensor", "data set". */
  readonly wanted: string;
  /** What it could have been. */
  readonly candidates: readonly string[];
  readonly signatures?: readonly Signature[];
  /** Fixes that go further than the name itself, for the signature that was meant. */
  readonly translate?: (ours: Signature) => readonly FixDraft[];
}

/** Reports a name that means nothing, with what was probably meant. */
export function reportUnknown(frame: Frame, name: Name, wanted: Wanted): void {
  // The parser has reported a missing name, and a letter from another alphabet with the word that was meant.
  if (name.text === "" || name.foreign !== undefined) return;
  const place = here(frame, name.span);
  const ours = foreignName(name.text, wanted.signatures ?? []);
  if (ours !== undefined) {
    const candidates = wanted.translate?.(ours) ?? [replace(`Write \`${ours.name}\``, place, ours.name)];
    report(
      frame,
      "SOMA2002",
      name.span,
      { name: name.text, wanted: wanted.wanted, ours: ours.name },
      { candidates },
    );
    return;
  }
  // A name further down may become the nearest one, so that every name of the file matters for this answer.
  frame.questions.allNames();
  const nearest = nearestName(name.text, wanted.candidates);
  const suggestions = nearest === undefined ? [] : [nearest];
  report(
    frame,
    "SOMA2001",
    name.span,
    { name: name.text, wanted: wanted.wanted, suggestions },
    { candidates: suggestions.map((word) => replace(`Change to \`${word}\``, place, word)) },
  );
}

/** The signature that has this name in another library: `nn.Linear`, `Linear`, `linear` → dense. */
export function foreignName(name: string, signatures: readonly Signature[]): Signature | undefined {
  const last = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return signatures.find(({ name: ours, foreign = [] }) => {
    const others = foreign.map((other) => other.slice(other.lastIndexOf(".") + 1).toLowerCase());
    return others.includes(last) || (ours.replaceAll("_", "") === last.replaceAll("_", "") && ours !== name);
  });
}
