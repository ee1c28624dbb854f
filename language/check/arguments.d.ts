/** Brings the arguments of a call to the attributes of a signature: by name, by position, and bare activations by what they are. */
import { type AttributeType, type AttributeValue } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import type { Argument, Expression, Span } from "../syntax/tree.ts";
import { type FixDraft } from "./finding.ts";
import { type Frame } from "./frame.ts";
import type { Origin } from "./origin.ts";
export interface CallSite {
  readonly signature: Signature;
  /** The name of what is called. */
  readonly nameSpan: Span;
  readonly arguments: readonly Argument[];
}
export interface BoundArguments {
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** What was written for each attribute that was given. */
  readonly written: ReadonlyMap<string, Written>;
}
export interface Written {
  readonly expression: Expression;
  /** With its name, where it has one. */
  readonly span: Span;
  readonly origin: Origin | undefined;
}
export type Convert = (
  frame: Frame,
  name: string,
  type: AttributeType,
  expression: Expression,
) =>
  | {
      readonly value: AttributeValue | undefined;
      readonly origin?: Origin | undefined;
    }
  | undefined;
export interface ArgumentRules {
  readonly convert: Convert;
  /** Whether a bare argument is an activation, which binds to the attribute for it wherever it stands. */
  readonly isActivation: (frame: Frame, expression: Expression) => boolean;
}
/** `undefined` where something is wrong, which has been reported. */
export declare function bindArguments(
  frame: Frame,
  site: CallSite,
  rules: ArgumentRules,
): BoundArguments | undefined;
export declare const ownEntry: <T>(
  record: Readonly<Record<string, T>> | undefined,
  key: string,
) => T | undefined;
/** Deletes an argument with one of the commas beside it. */
export declare function removeArgument(
  frame: Frame,
  all: readonly Argument[],
  argument: Argument,
): readonly FixDraft[];
