/** A block used as a layer: its parameters bound, its inputs set beside the tensors that arrive, its body written out in place. */
import type { BlockDeclaration, NetworkDeclaration } from "../syntax/tree.ts";
import { type Frame, type Tensor } from "./frame.ts";
import { type Applied, type LayerSite, type Shared } from "./layer-call.ts";
import type { Value } from "./value.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;
export declare const blockInputs: (declaration: Parametric) => number;
export declare function applyBlock(
  frame: Frame,
  declaration: Parametric,
  site: LayerSite,
  tensors: readonly Tensor[],
  shared?: Shared,
): Applied;
interface BlockUse {
  readonly declaration: Parametric;
  readonly site: LayerSite;
  readonly tensors: readonly Tensor[];
  readonly parameters: ReadonlyMap<string, Value>;
  /** What the names of its steps and of its weights start with. */
  readonly step: string;
  readonly weightPrefix: string;
}
export declare function writeOut(frame: Frame, use: BlockUse): Tensor;
/** A block or a repeat as one stage: what goes in, what comes out, and the weights that it has added. */
export declare function recordStage(
  frame: Frame,
  site: LayerSite,
  step: string,
  inputs: readonly Tensor[],
  output: Tensor,
  weightsBefore: number,
): void;
