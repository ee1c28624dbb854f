/** Says what a layer's own rule has found: in the author's words, with the history of the sizes, and with repairs. */
import type { AppliedLayer } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import type { BoundArguments } from "./arguments.ts";
import { type Frame, type Tensor } from "./frame.ts";
import type { LayerSite } from "./layer-call.ts";
export interface LayerContext {
  readonly frame: Frame;
  readonly kind: LayerKind;
  readonly site: LayerSite;
  readonly inputs: readonly Tensor[];
  readonly bound: BoundArguments;
  readonly applied: AppliedLayer;
}
export declare function reportLayerFindings(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  bound: BoundArguments,
  applied: AppliedLayer,
): void;
