/** Names of a body that nothing reads: shown greyed. */
import type { BlockDeclaration, NetworkDeclaration } from "../syntax/tree.ts";
import type { Frame, NamedTensor } from "./frame.ts";
export declare function reportUnused(
  frame: Frame,
  declaration: BlockDeclaration | NetworkDeclaration,
  outputs: readonly NamedTensor[],
): void;
