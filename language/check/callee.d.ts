import type { LayerKind } from "../../layers/define.ts";
import type { Argument, BlockDeclaration, Expression, Name, NetworkDeclaration } from "../syntax/tree.ts";
import { type Frame, type Labelled } from "./frame.ts";
export type Applicable =
  | {
      readonly kind: "layer";
      readonly layer: LayerKind;
    }
  | {
      readonly kind: "block";
      readonly declaration: BlockDeclaration | NetworkDeclaration;
    }
  | {
      readonly kind: "shared";
      readonly label: string;
      readonly layer: Labelled;
    }
  | {
      readonly kind: "repeat";
    };
/** A stage as it is written. */
export interface WrittenCall {
  readonly expression: Expression;
  readonly name: Name;
  readonly arguments: readonly Argument[];
}
/** `undefined` where what stands here can be no layer, which has been reported. */
export declare function writtenCall(frame: Frame, expression: Expression): WrittenCall | undefined;
export declare function resolveCallee(
  frame: Frame,
  { name, arguments: given }: WrittenCall,
): Applicable | undefined;
