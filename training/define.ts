/** How losses, optimizers and initialisers are declared: once, in primitive ops, with what the editor says about them. */
import type { Attributes, Concrete } from "../catalog/attribute.ts";
import type { Signature } from "../catalog/signature.ts";
import { assert } from "../engine/ops/assert.ts";
import type { Ops } from "../engine/ops/ops.ts";

/** What a loss compares the output with: a whole-number class for each row, 0 or 1, or real numbers. */
export type TargetKind = "classes" | "binary" | "values";

export interface LossSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  /** The formula in the field's notation, for hovers. */
  readonly formula: string;
  /** What it can be compared with, and what the output must look like for it. */
  readonly target: readonly TargetKind[];
  /** True if the output is read as logits, so that a softmax or sigmoid before it is a mistake. */
  readonly takesLogits: boolean;
  /**
   * The loss of each row: output [batch, ...], target [batch] for classes, else the output's shape → [batch].
   * The loss of a batch is the mean of these.
   */
  readonly rows: <T>(ops: Ops<T>, output: T, target: T, attributes: Concrete<A>) => T;
}

export interface OptimizerSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  readonly formula: string;
  /** Numbers kept for each weight, of the weight's shape, zero at the start: "m", "v". */
  readonly moments: (attributes: Concrete<A>) => readonly string[];
  /** Numbers kept once a run, shape [], with their start: how far a bias correction has come. */
  readonly counters: (attributes: Concrete<A>) => Readonly<Record<string, number>>;
  /** New counters from old ones; computed once a step, before the weights. */
  readonly count: <T>(
    ops: Ops<T>,
    counters: Readonly<Record<string, T>>,
    attributes: Concrete<A>,
  ) => Readonly<Record<string, T>>;
  /** One weight's step. `rate` is the learning rate, a scalar the host may change; counters are the new ones. */
  readonly update: <T>(ops: Ops<T>, call: UpdateCall<T, A>) => Updated<T>;
}

export interface UpdateCall<T, A extends Attributes> {
  readonly weight: T;
  readonly gradient: T;
  readonly moments: Readonly<Record<string, T>>;
  readonly counters: Readonly<Record<string, T>>;
  readonly rate: T;
  readonly attributes: Concrete<A>;
}

export interface Updated<T> {
  readonly weight: T;
  readonly moments: Readonly<Record<string, T>>;
}

export interface InitialiserSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  readonly formula: string;
  /** Fills a weight; `draw` gives the next number of this weight's own stream. */
  readonly fill: (call: FillCall, attributes: Concrete<A>) => Float32Array;
}

export interface FillCall {
  readonly shape: readonly number[];
  readonly fanIn: number;
  readonly fanOut: number;
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
}

export type Loss = LossSpec<Attributes>;
export type Optimizer = OptimizerSpec<Attributes>;
export type Initialiser = InitialiserSpec<Attributes>;

export const defineLoss = <const A extends Attributes>(spec: LossSpec<A>): Loss => spec as unknown as Loss;
export const defineOptimizer = <const A extends Attributes>(spec: OptimizerSpec<A>): Optimizer =>
  spec as unknown as Optimizer;
export const defineInitialiser = <const A extends Attributes>(spec: InitialiserSpec<A>): Initialiser =>
  spec as unknown as Initialiser;

/** A moment or counter that the optimizer itself declared. */
export function kept<T>(values: Readonly<Record<string, T>>, name: string): T {
  const value = values[name];
  assert(value !== undefined, `the optimizer keeps "${name}"`);
  return value;
}
