/** A diagnostic before its places are fixed in the file. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type DiagnosticCode, type FactsOf } from "../diagnostics/table.ts";
import type { RelatedDraft } from "./origin.ts";
import { type Offsets, type Place } from "./place.ts";
export interface Finding {
  readonly code: DiagnosticCode;
  readonly place: Place;
  readonly message: string;
  readonly related: readonly RelatedDraft[];
  readonly candidates: readonly FixDraft[];
}
export interface FixDraft {
  readonly title: string;
  readonly edits: readonly EditDraft[];
}
export interface EditDraft {
  readonly place: Place;
  readonly text: string;
}
export interface FindingExtras {
  readonly related?: readonly RelatedDraft[];
  readonly candidates?: readonly FixDraft[];
}
export declare function finding<Code extends DiagnosticCode>(
  code: Code,
  place: Place,
  facts: FactsOf<Code>,
  { related, candidates }?: FindingExtras,
): Finding;
export declare const isError: ({ code }: Finding) => boolean;
/** One edit that replaces what stands at `place`. */
export declare const replace: (title: string, place: Place, text: string) => FixDraft;
export declare function toDiagnostic(found: Finding, offsets: Offsets): Diagnostic;
