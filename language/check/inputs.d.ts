import { type Shape, type Size } from "../../shapes/size.ts";
import { type Bindings } from "../../shapes/substitution.ts";
import type { BlockDeclaration, InputStatement, NetworkDeclaration } from "../syntax/tree.ts";
import { type Frame, type Tensor } from "./frame.ts";
import { type Origin, stationsOf } from "./origin.ts";
/** An input as it is written; its shape is `undefined` where it could not be understood. */
export interface DeclaredInput {
  readonly statement: InputStatement;
  readonly shape: Shape | undefined;
  readonly origins: readonly (Origin | undefined)[];
  readonly vocabulary?: Size;
}
export declare const inputStatements: (
  declaration: BlockDeclaration | NetworkDeclaration,
) => readonly InputStatement[];
/** Reads the stated shapes. Names that mean nothing yet become symbols, and locals of the body. */
export declare function readInputs(
  frame: Frame,
  declaration: BlockDeclaration | NetworkDeclaration,
): readonly DeclaredInput[];
/** The product of sizes that are numbers, with all of its digits. */
export declare const exactProduct: (shape: Shape) => bigint;
/** Makes the inputs of a network that is built on its own: tensors that come from outside. */
export declare function declareInputs(frame: Frame, inputs: readonly DeclaredInput[]): void;
/** What the sizes of a body are, once its inputs have been set beside given shapes. */
export interface Matched {
  readonly bindings: Bindings;
  readonly mismatch?: {
    readonly input: DeclaredInput;
    readonly given: Tensor;
    readonly difference: string;
    readonly related: ReturnType<typeof stationsOf>;
  };
}
/** Sets the stated shapes beside the given ones. Unknown shapes match everything and bind nothing. */
export declare function matchInputs(
  frame: Frame,
  inputs: readonly DeclaredInput[],
  given: readonly Tensor[],
): Matched;
/** Gives the sizes of a body their values, and its inputs their tensors. */
export declare function bindInputs(
  frame: Frame,
  inputs: readonly DeclaredInput[],
  given: readonly Tensor[],
  bindings: Bindings,
): readonly string[];
/** Symbols of the inputs that nothing has decided. */
export declare const openSymbols: (inputs: readonly DeclaredInput[], bindings: Bindings) => readonly string[];
