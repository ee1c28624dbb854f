/** Expressions that are no tensors: sizes, numbers, words and lists, with the arithmetic on them. */
import type { ConstDeclaration, Expression, Name } from "../syntax/tree.ts";
import { type Frame } from "./frame.ts";
import type { Questions } from "./memory.ts";
import type { OpenUnit } from "./unit.ts";
import { type Value } from "./value.ts";
export interface EvaluateOptions {
  /** Unknown bare words are taken as they are: names of activations, columns, choices. */
  readonly words?: boolean;
  /** Called for a name that means nothing; gives what it stands for (a new symbol), or `undefined` to report it. */
  readonly unknown?: (name: Name) => Value | undefined;
}
export declare function evaluate(frame: Frame, expression: Expression, options?: EvaluateOptions): Value;
/** What a constant is; its own check reports what is wrong with it. */
export declare const constantValue: (questions: Questions, declaration: ConstDeclaration) => Value;
/** A frame for what stands outside of every body. */
export declare function fileFrame(
  questions: Questions,
  declaration: Frame["declaration"],
  record: OpenUnit | undefined,
): Frame;
