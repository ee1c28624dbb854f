/** A diagnostic: what is wrong with the author's text, where, why, and what to do. Plain data; the editor and the command line render it. */
import type { Span } from "../../network/network.ts";

export interface Diagnostic {
  /** `SOMA1xxx` syntax, `2xxx` names, `3xxx` shapes, `4xxx` training set-up, `5xxx` data. */
  readonly code: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** The smallest range that is wrong, absolute. */
  readonly span: Span;
  /** What is wrong with the actual numbers, why, and what to do; plain text, at most a few sentences. */
  readonly message: string;
  /** Where each of the sizes was born and what changed it on the way, oldest first. */
  readonly related: readonly RelatedPlace[];
  /** Repairs that may help, best first, not tried yet. Offer only what `fixesFor` gives: those that were tried and helped. */
  readonly candidates: readonly Fix[];
  readonly tag?: "unnecessary" | "deprecated";
}

export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
  /** Where it is another file than the one that is checked. */
  readonly file?: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}
