/** Parameters of blocks and networks: symbols on their own terms, values in a call. */
import type { Argument, BlockDeclaration, NetworkDeclaration, Span } from "../syntax/tree.ts";
import { type Frame } from "./frame.ts";
import { type Value } from "./value.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;
/** Every parameter that can be a size is a symbol; others have their default. */
export declare function declareParameters(frame: Frame, declaration: Parametric): void;
export interface CallOfBlock {
  readonly declaration: Parametric;
  readonly nameSpan: Span;
  readonly arguments: readonly Argument[];
}
/** Parameter → its value in this call; `undefined` where something is wrong, which has been reported. */
export declare function bindParameters(
  frame: Frame,
  call: CallOfBlock,
): ReadonlyMap<string, Value> | undefined;
