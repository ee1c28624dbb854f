/** What checking a file gives: its networks and experiments as far as they make sense, what is wrong, and what every name refers to. */
import type { Experiment } from "../../network/experiment.ts";
import type { Network, Span } from "../../network/network.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../syntax/tree.ts";
import type { CheckMemory } from "./memory.ts";

/** What an import leads to: a file, or what is in the way; `undefined` while the file is read. */
export type Imported = CheckedFile | ImportProblem | undefined;

export interface ImportProblem {
  readonly problem: string;
  readonly advice: string;
  /** The files that import each other, first and last the same. */
  readonly circle?: readonly string[];
}

export const isImported = (imported: Imported): imported is CheckedFile =>
  imported !== undefined && !("problem" in imported);

export interface CheckedFile {
  readonly source: SourceFile;
  readonly text: string;
  /** What the host calls it, so that other files can say where something stands. */
  readonly file: string | undefined;
  /** Path as written → what it leads to. */
  readonly imports: ReadonlyMap<string, Imported>;
  readonly diagnostics: readonly Diagnostic[];
  readonly networks: readonly CheckedNetwork[];
  readonly experiments: readonly CheckedExperiment[];
  /** Every declared name and where it is used: definition, references, highlights, rename. */
  readonly symbols: readonly SymbolInfo[];
  /** Every layer application, in text order: hovers, inlay hints, signature help. */
  readonly stages: readonly StageInfo[];
  /** What the next check of the edited text may reuse; nobody else's business. */
  readonly memory: CheckMemory;
}

/** A block or network on its own terms: free parameters and sizes are symbols. */
export interface CheckedNetwork {
  readonly name: string;
  readonly kind: "block" | "network";
  readonly span: Span;
  readonly nameSpan: Span;
  /** Complete up to the first stage that could not be understood. */
  readonly network: Network<Size>;
  /** Number of learned numbers, a polynomial if sizes are open. */
  readonly parameters: Size;
  readonly broken: boolean;
}

export interface CheckedExperiment {
  readonly name: string;
  /** The word `train`, for lenses. */
  readonly keywordSpan: Span;
  readonly span: Span;
  /** Absent where an error stands in the way; the diagnostics say which. */
  readonly experiment?: Experiment;
  readonly data?: string;
}

export type SymbolKind =
  | "constant"
  | "data"
  | "block"
  | "network"
  | "train"
  | "parameter"
  | "input"
  | "binding"
  | "label"
  | "size"
  | "import";

export interface SymbolInfo {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The name where it is declared. */
  readonly span: Span;
  /** The whole declaration or statement. */
  readonly scope: Span;
  readonly doc?: string;
  /** One line for hovers: "input x: [2]", "h1: dense(8, tanh) → [8]", "const width = 64". */
  readonly detail: string;
  readonly uses: readonly Span[];
  /** For imported names: where they are declared. */
  readonly from?: { readonly file: string; readonly span: Span };
}

export interface StageInfo {
  /** Name of the layer kind, block or operator as written. */
  readonly kind: string;
  readonly label?: string;
  /** The whole stage without label; the callee's name alone; the arrow before it, if any. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly arrowSpan?: Span;
  /** The network or block it stands in, and its step's name there. */
  readonly owner: string;
  readonly step: string;
  /** `undefined` where an error before it leaves the shape open. */
  readonly inputs: readonly (Shape | undefined)[];
  readonly output: Shape | undefined;
  readonly parameters: Size | undefined;
  /** The shapes as the first experiment that trains this network makes them, where sizes are symbols. */
  readonly concreteOutput?: readonly number[];
  /** Floating-point operations of one row's forward pass, where all sizes are known. */
  readonly operations?: number;
  /** The kind's formula with this application's numbers, Markdown: for hovers. */
  readonly arithmetic?: string;
  readonly weights: readonly { readonly name: string; readonly shape: Shape; readonly init: string }[];
}
