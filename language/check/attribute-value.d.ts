/** Turns what stands for an attribute into its checked value, or reports why it cannot be one. */
import type { AttributeType, AttributeValue, NumberRange } from "../../catalog/attribute.ts";
import { type Size } from "../../shapes/size.ts";
import type { Expression } from "../syntax/tree.ts";
import type { ArgumentRules } from "./arguments.ts";
import { type Frame } from "./frame.ts";
import type { Origin } from "./origin.ts";
import { type Value } from "./value.ts";
export interface AttributeResult {
  readonly value: AttributeValue | undefined;
  readonly origin?: Origin | undefined;
}
/** `undefined` where something is wrong, which has been reported. */
export declare function attributeValue(
  frame: Frame,
  name: string,
  type: AttributeType,
  expression: Expression,
): AttributeResult | undefined;
/** How arguments of every call in the language become attributes. */
export declare const argumentRules: ArgumentRules;
export declare function wrongKind(
  frame: Frame,
  name: string,
  wanted: string,
  expression: Expression,
  value: Value,
): undefined;
interface SizeLimits {
  readonly min: number;
  readonly max?: number;
}
/** A size within its limits; of a size with symbols only what holds for all of them is checked. */
export declare function checkedSize(
  frame: Frame,
  name: string,
  { min, max }: SizeLimits,
  expression: Expression,
  value: Value,
): Size | undefined;
/** "at least 0 and below 1" */
export declare function rangeText({ min, max, above, below }: NumberRange): string;
