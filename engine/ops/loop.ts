/** Loops as plain data: a computation recorded once, and how it is repeated over time. */
import { elementsOf, type OpName, type TensorShape } from "./ops.ts";

/** A recorded computation; nodes are in topological order, and a node's id is its place. */
export interface Body {
  readonly nodes: readonly BodyNode[];
  readonly results: readonly number[];
}

export type BodyNode = BodyOperand | BodyOp;

export interface BodyOperand {
  readonly kind: "operand";
  readonly id: number;
  /** Which of the body's operands it is. */
  readonly place: number;
  readonly shape: TensorShape;
}

export interface BodyOp {
  readonly kind: "op";
  readonly id: number;
  readonly op: OpName;
  readonly inputs: readonly number[];
  readonly settings: readonly unknown[];
  readonly shape: TensorShape;
}

/**
 * A body's operands are the states, then one element of each sequence, then what stays the same.
 * Its results are the new states, then the values that are stacked along time.
 */
export interface Loop {
  /** How many steps of time. */
  readonly turns: number;
  /** Whether time runs from its last step to the first. */
  readonly reverse: boolean;
  readonly states: number;
  readonly sequences: number;
  readonly body: Body;
  /** How the loop is differentiated; a loop that is itself a gradient has none. */
  readonly backwards?: Backwards;
}

/**
 * The loop that runs through time the other way and carries dL/d(state).
 * Its states are dL/d(state), then the sums of dL/d(captured) that `sums` names. Its sequences are dL/d(stacked new state),
 * then those of the loop itself that `sequences` names, then the last parts of the loop's result, kept for this.
 */
export interface Backwards {
  readonly body: Body;
  readonly sequences: readonly number[];
  /** How many stacked values the loop gives out for this alone. No gradient flows to them. */
  readonly kept: number;
  /** The captured tensors it reads, some with their two axes swapped: swapped once, they are read in order at every step. */
  readonly captured: readonly { readonly place: number; readonly swapped: boolean }[];
  /** The captured tensors whose gradients are added up turn by turn. */
  readonly sums: readonly number[];
  /** The captured tensors whose gradients are one product over all steps of time: leftᵀ · right. */
  readonly products: readonly TimeProduct[];
  /** For each sequence, which of the values that the body stacks is its gradient. */
  readonly elements: readonly (number | undefined)[];
}

export interface TimeProduct {
  readonly captured: number;
  readonly left: Stack;
  readonly right: Stack;
}

/** Values of all steps of time: a sequence that the backward loop reads, or one that it stacks. */
export interface Stack {
  readonly from: "read" | "stacked";
  readonly place: number;
}

/** One part of a loop's result: [...state], or [time, ...value]. */
export interface Part {
  readonly shape: TensorShape;
  readonly start: number;
  readonly end: number;
}

/** The last states, then the stacked values, one behind the other in a row of numbers. */
export function partsOf({ body, states, turns }: Loop): readonly Part[] {
  let start = 0;
  return body.results.map((id, place) => {
    const own = body.nodes[id].shape;
    const shape = place < states ? own : [turns, ...own];
    const part = { shape, start, end: start + elementsOf(shape) };
    start = part.end;
    return part;
  });
}
