import type { LayerKind } from "../../layers/define.ts";
import type { Span } from "../syntax/tree.ts";
import type { WrittenCall } from "./callee.ts";
import { type Frame, type Labelled, type Tensor } from "./frame.ts";
export interface LayerSite {
  /** The stage without its label. */
  readonly span: Span;
  readonly label?: string;
  /** The name of its step, where it is one round of a repeat. */
  readonly step?: string;
  readonly arrow?: Span;
  readonly written: WrittenCall;
  /** The activation that the next stage applies. */
  readonly next?: LayerKind;
}
/** A label that is used as a stage: the same layer with the same weights. */
export interface Shared {
  readonly label: string;
  readonly layer: Labelled;
}
export interface Applied {
  readonly tensor: Tensor;
  readonly labelled: Labelled | undefined;
}
/** The most steps of a network, blocks written out. */
export declare const mostSteps = 10000;
export declare function applyLayer(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  shared?: Shared,
): Applied;
/** Counts a step against the limit; past it, the first time, it is reported. */
export declare function mayExpand(frame: Frame, site: Pick<LayerSite, "span">): boolean;
/** A name no other step has: the label, else the kind with a number. */
export declare function stepName(frame: Frame, label: string | undefined, kind: string): string;
