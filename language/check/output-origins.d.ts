/** Carries the history of sizes through a layer: kept where an axis passes, extended where it changes, new where an attribute gives it. */
import type { AppliedLayer } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import type { Shape } from "../../shapes/size.ts";
import type { BoundArguments } from "./arguments.ts";
import { type Frame, type Tensor } from "./frame.ts";
import type { LayerSite } from "./layer-call.ts";
import { type Origin } from "./origin.ts";
export declare function outputOrigins(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  bound: BoundArguments,
  applied: AppliedLayer,
  output: Shape,
): readonly (Origin | undefined)[];
