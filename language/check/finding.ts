/** A diagnostic before its places are fixed in the file. */
import type { Diagnostic, Fix, RelatedPlace } from "../diagnostics/diagnostic.ts";
import { type DiagnosticCode, diagnosticTable, type FactsOf } from "../diagnostics/table.ts";
import type { RelatedDraft } from "./origin.ts";
import { absolute, type Offsets, type Place } from "./place.ts";

export interface Finding {
  readonly code: DiagnosticCode;
  readonly place: Place;
  readonly message: string;
  readonly related: readonly RelatedDraft[];
  readonly candidates: readonly FixDraft[];
  /** Depends on a parameter, so that whoever calls decides: silent once somebody has. */
  readonly decidedByCall?: true;
  /** A weaker report that says less about the same cause. */
  readonly instead?: Finding;
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
  readonly decidedByCall?: boolean;
  readonly instead?: Finding | undefined;
}

export function finding<Code extends DiagnosticCode>(
  code: Code,
  place: Place,
  facts: FactsOf<Code>,
  { related = [], candidates = [], decidedByCall = false, instead }: FindingExtras = {},
): Finding {
  // A code's own facts always fit its own words; the table's union of codes hides that from the compiler.
  const words = diagnosticTable[code].message as (facts: FactsOf<Code>) => string;
  return {
    code,
    place,
    message: words(facts),
    related,
    candidates,
    ...(decidedByCall ? { decidedByCall } : {}),
    ...(instead === undefined ? {} : { instead }),
  };
}

export const isError = ({ code }: Finding): boolean => diagnosticTable[code].severity === "error";

/** One edit that replaces what stands at `place`. */
export const replace = (title: string, place: Place, text: string): FixDraft => ({
  title,
  edits: [{ place, text }],
});

export function toDiagnostic(found: Finding, offsets: Offsets): Diagnostic {
  const isAtHome = ({ edits }: FixDraft) =>
    edits.every(({ place }) => offsets.file(place.declaration) === undefined);
  const { severity, tag } = diagnosticTable[found.code] as {
    severity: Diagnostic["severity"];
    tag?: "unnecessary";
  };
  return {
    code: found.code,
    severity,
    span: absolute(found.place, offsets),
    message: found.message,
    related: found.related.map(({ message, place }): RelatedPlace => {
      const file = offsets.file(place.declaration);
      return { message, span: absolute(place, offsets), ...(file === undefined ? {} : { file }) };
    }),
    // A repair changes the file it is offered in, and no other.
    candidates: found.candidates.filter(isAtHome).map(
      ({ title, edits }): Fix => ({
        title,
        edits: edits.map(({ place, text }) => ({ span: absolute(place, offsets), text })),
      }),
    ),
    ...(tag === undefined ? {} : { tag }),
  };
}
