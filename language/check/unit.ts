/** What checking one declaration gives, before anything is placed in the file. */
import type { DataDescription } from "../../data/define.ts";
import type { DataPlan } from "../../network/experiment.ts";
import type { Declaration } from "../syntax/tree.ts";
import type { ExperimentDraft, NetworkDraft } from "./draft.ts";
import type { Finding } from "./finding.ts";
import type { Place } from "./place.ts";
import type { StageInfo, SymbolKind } from "./result.ts";

export interface Unit {
  readonly declaration: Declaration;
  readonly findings: readonly Finding[];
  readonly symbols: readonly SymbolDraft[];
  readonly uses: readonly Use[];
  readonly stages: readonly StageDraft[];
  /** Blocks and networks whose calls here, or whose defaults, settle everything that their parameters leave open. */
  readonly decided: ReadonlySet<Declaration>;
  readonly network?: NetworkDraft;
  readonly experiment?: ExperimentDraft;
  readonly data?: DataSet;
}

export interface DataSet {
  readonly plan: DataPlan;
  /** `undefined` while a file is not read yet. */
  readonly description: DataDescription | undefined;
  /** Share trained on where nobody says. */
  readonly split: number;
}

/** A unit while its declaration is being checked. */
export interface OpenUnit {
  readonly declaration: Declaration;
  readonly findings: Finding[];
  readonly symbols: SymbolDraft[];
  readonly uses: Use[];
  readonly stages: StageDraft[];
  readonly decided: Set<Declaration>;
}

export interface SymbolDraft {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly place: Place;
  readonly scope: Place;
  readonly doc?: string;
  detail: string;
}

/** A place where a declaration's own name (`local` absent) or a name declared inside it is used. */
export interface Use {
  readonly declaration: Declaration;
  readonly local?: string;
  readonly place: Place;
}

export type StageDraft = Omit<
  StageInfo,
  "span" | "nameSpan" | "arrowSpan" | "concreteOutput" | "operations"
> & {
  readonly place: Place;
  readonly namePlace: Place;
  readonly arrowPlace?: Place;
  /** Counted once it is wanted, which may be many keystrokes later. */
  readonly operations?: () => number | undefined;
};

export const openUnit = (declaration: Declaration): OpenUnit => ({
  declaration,
  findings: [],
  symbols: [],
  uses: [],
  stages: [],
  decided: new Set(),
});
