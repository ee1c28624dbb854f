/** What editor features give back: offsets into the text and plain data, no editor's types. */
import type { Span } from "../../network/network.ts";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export interface CompletionItem {
  readonly label: string;
  readonly kind:
    | "layer"
    | "activation"
    | "block"
    | "data"
    | "network"
    | "value"
    | "attribute"
    | "setting"
    | "keyword"
    | "snippet"
    | "tensor";
  /** Short text beside the label: "[6, 24, 24]", "optimizer". */
  readonly detail: string;
  readonly markdown: string;
  /** What is inserted; `$1`, `${2:name}` and `$0` are places to fill in. */
  readonly snippet: string;
  /** Items with a smaller rank come first. */
  readonly rank: number;
  /** The text it replaces. */
  readonly span: Span;
}

export interface SignatureHelp {
  readonly label: string;
  readonly markdown: string;
  /** Range within the label and documentation of each attribute. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly markdown: string }[];
  readonly active: number;
}

export interface InlayHint {
  readonly at: number;
  readonly label: string;
  readonly tooltip: string;
}

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind:
    | "network"
    | "block"
    | "data"
    | "train"
    | "constant"
    | "input"
    | "binding"
    | "layer"
    | "output";
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** What a coloured word is, in the order of the protocol's legend. */
export const tokenKinds = [
  "comment",
  "keyword",
  "number",
  "string",
  "operator",
  "function",
  "class",
  "variable",
  "parameter",
  "property",
  "enumMember",
] as const;
export const tokenModifiers = ["declaration", "readonly", "defaultLibrary", "documentation"] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly kind: (typeof tokenKinds)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/** Something to do with an experiment, shown above its `train`. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly command: "train" | "open";
  readonly experiment: string;
}

/** What a layer did in the run that is going on or went before: shown in hovers. */
export interface MeasuredActivations {
  /** The step's name in its network. */
  readonly step: string;
  readonly units: number;
  readonly mean: number;
  readonly deviation: number;
  readonly smallest: number;
  readonly largest: number;
  /** Share of units that are not positive on any row looked at. */
  readonly neverPositive: number;
  /** Share of all values in each of equally wide bins from `smallest` to `largest`. */
  readonly histogram: readonly number[];
  readonly rows: number;
}

/** A run's measurements for one network. */
export interface MeasuredRun {
  readonly network: string;
  readonly experiment: string;
  /** How many training steps the run had done. */
  readonly step: number;
  readonly layers: readonly MeasuredActivations[];
}
