/** The graph of primitive ops that a network, its loss and its optimizer are traced into: what is differentiated, interpreted and compiled. */
import type { OpName, TensorShape } from "../ops/ops.ts";

/** One value: the result of an op, or a leaf. Its id is its place in `Graph.nodes`, which is in topological order. */
export type GraphNode = OpNode | LeafNode;

export interface OpNode {
  readonly kind: "op";
  readonly id: number;
  readonly op: OpName;
  readonly inputs: readonly number[];
  /** What the op takes besides tensors (axes, windows, constants), in the order of its signature in `Ops`. */
  readonly settings: readonly unknown[];
  readonly shape: TensorShape;
}

/**
 * A value that comes from outside the graph.
 * - `batch`: filled anew for each step from the data (or by the caller); rows are the first axis. It may have fewer rows
 *   in one procedure than in another (the last batch of an epoch, a single example): then it is the first rows of the
 *   same memory.
 * - `weight`: learned, kept between steps. `state`: kept between steps, not learned (optimizer moments, running means).
 * - `setting`: a number the host may change between calls (learning rate); shape [].
 */
export interface LeafNode {
  readonly kind: "leaf";
  readonly id: number;
  readonly role: "batch" | "weight" | "state" | "setting";
  /** Unique within a program, the same in every procedure that shares the value: "h1.weight", "h1.weight/adam.m", "x". */
  readonly name: string;
  readonly shape: TensorShape;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
}

/**
 * One thing a program can do: compute `outputs`, then store `updates` back into weights and states.
 * All updates read the values from before the step.
 */
export interface Procedure {
  readonly name: string;
  readonly graph: Graph;
  /** Named results, readable after the call. */
  readonly outputs: Readonly<Record<string, number>>;
  /** Name of a weight or state leaf → the node that becomes its new value. */
  readonly updates: Readonly<Record<string, number>>;
}

/** Procedures that share weights, states and settings by name, compiled into one module. */
export interface Program {
  readonly procedures: readonly Procedure[];
}
