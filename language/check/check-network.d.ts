/** Checks a block or network on its own terms, and builds a network with the numbers of an experiment. */
import type { Size } from "../../shapes/size.ts";
import { type Bindings } from "../../shapes/substitution.ts";
import type { BlockDeclaration, NetworkDeclaration } from "../syntax/tree.ts";
import { type NetworkBuild } from "./draft.ts";
import { type Frame, type NamedTensor } from "./frame.ts";
import { type DeclaredInput } from "./inputs.ts";
import type { Questions } from "./memory.ts";
import { type OpenUnit, type Unit } from "./unit.ts";
import { type Value } from "./value.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;
export declare function checkNetwork(questions: Questions, declaration: Parametric): Unit;
export declare function bodyFrame(
  questions: Questions,
  declaration: Parametric,
  record: OpenUnit | undefined,
): Frame;
export declare function countParameters(build: NetworkBuild): Size;
export interface BuiltNetwork {
  readonly frame: Frame;
  readonly inputs: readonly DeclaredInput[];
  readonly outputs: readonly NamedTensor[];
}
/** Builds a network with values for its parameters, and for those symbols of its inputs that are bound. */
export declare function buildNetwork(
  questions: Questions,
  declaration: Parametric,
  parameters: ReadonlyMap<string, Value>,
  bindings: Bindings,
): BuiltNetwork;
