/** Values that are a name or a call of something with attributes of its own: activations and initialisers. */
import type { Call } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import type { Expression, Name } from "../syntax/tree.ts";
import { type ArgumentRules } from "./arguments.ts";
import { type Frame } from "./frame.ts";

interface CallResult {
  readonly value: Call;
}
/** A family of named things that may stand as a value. */
interface Family {
  /** "activation" */
  readonly wanted: string;
  /** What may stand here in words, where it is more than such a name. */
  readonly accepts?: string;
  readonly all: readonly Signature[];
  readonly find: (name: string) => Signature | undefined;
  /** Whether the language has it but this version has not. */
  readonly isPlanned?: (name: string) => boolean;
}
export declare const activationValue: (
  frame: Frame,
  expression: Expression,
  rules: ArgumentRules,
) => CallResult | undefined;
export declare const initialiserValue: (
  frame: Frame,
  expression: Expression,
  rules: ArgumentRules,
) => CallResult | undefined;
/** `true`, `false` or an initialiser. */
export declare function biasValue(
  frame: Frame,
  expression: Expression,
  rules: ArgumentRules,
):
  | {
      readonly value: boolean | Call;
    }
  | undefined;
/** A call of one of the family, by its own name or through a parameter or constant that stands for it. */
export declare function callValue(
  frame: Frame,
  expression: Expression,
  family: Family,
  rules: ArgumentRules,
): CallResult | undefined;
/** Whether a bare argument is an activation's name or call. */
export declare function isActivation(frame: Frame, expression: Expression): boolean;
export declare function calledName(expression: Expression): Name | undefined;
