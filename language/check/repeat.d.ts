import { type Frame, type Tensor } from "./frame.ts";
import { type Applied, type LayerSite } from "./layer-call.ts";
export declare function repeatBlock(frame: Frame, site: LayerSite, tensors: readonly Tensor[]): Applied;
