/** What a name means: in its body, in its file, or in what Soma brings along; and what to say where it means nothing. */
import type { Signature } from "../../catalog/signature.ts";
import type { Declaration, Name } from "../syntax/tree.ts";
import { type FixDraft } from "./finding.ts";
import { type Frame } from "./frame.ts";
/** The word that is meant: a letter from another alphabet is read as the Latin one it looks like. */
export declare const wordOf: (name: Name) => string;
/** The file's declaration of that name, and a note that it is used here. */
export declare function resolve(frame: Frame, name: Name): Declaration | undefined;
/** How a declaration is called in a message. */
export declare function describeDeclaration(declaration: Declaration): string;
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
export declare function reportUnknown(frame: Frame, name: Name, wanted: Wanted): void;
/** The signature that has this name in another library: `nn.Linear`, `Linear`, `linear` → dense. */
export declare function foreignName(name: string, signatures: readonly Signature[]): Signature | undefined;
