/** How losses, optimizers, schedules and initialisers are declared: once, in primitive ops, with what the editor says about them. */
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
  /**
   * How much each row counts, where they do not all count 1: target → [batch]. The rows' losses are multiplied by it
   * already, and the loss of a batch is their sum divided by the sum of these.
   */
  readonly weights?: <T>(ops: Ops<T>, target: T, attributes: Concrete<A>) => T | undefined;
}

export interface OptimizerSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  readonly formula: string;
  /**
   * It learns from wrong answers instead of from a loss: the network ends in a `step`, which has no slope, and the
   * gradient is that of Σ −t z over the mistakes, z being what enters the step and t = ±1 the answer.
   */
  readonly correctsMistakes?: true;
  /** Numbers kept for each weight, of the weight's shape, with what they start with: "m", "v". */
  readonly moments: (attributes: Concrete<A>) => Readonly<Record<string, number>>;
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

export interface ScheduleSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  readonly formula: string;
  /** Numbers kept once a run, shape [], with what they are at the first step. */
  readonly counters: (attributes: Concrete<A>) => Readonly<Record<string, number>>;
  /** The share of the learning rate that this step takes, and the counters of the next. */
  readonly share: <T>(ops: Ops<T>, call: ShareCall<T, A>) => Share<T>;
}

export interface ShareCall<T, A extends Attributes> {
  readonly counters: Readonly<Record<string, T>>;
  readonly attributes: Concrete<A>;
  readonly length: RunLength;
}

export interface RunLength {
  /** Steps of the whole run. */
  readonly steps: number;
  /** Steps of what the author counts in: those of an epoch where the run's length is given in epochs, else 1. */
  readonly unit: number;
}

export interface Share<T> {
  /** Shape [], from 0 to 1. */
  readonly share: T;
  readonly counters: Readonly<Record<string, T>>;
}

export interface ClippingSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  readonly formula: string;
  /** All gradients of a step → what the optimizer gets instead, in the same order. */
  readonly clip: <T>(ops: Ops<T>, gradients: readonly T[], attributes: Concrete<A>) => readonly T[];
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
export type Schedule = ScheduleSpec<Attributes>;
export type Clipping = ClippingSpec<Attributes>;
export type Initialiser = InitialiserSpec<Attributes>;

export const defineLoss = <const A extends Attributes>(spec: LossSpec<A>): Loss => spec as unknown as Loss;
export const defineOptimizer = <const A extends Attributes>(spec: OptimizerSpec<A>): Optimizer =>
  spec as unknown as Optimizer;
export const defineSchedule = <const A extends Attributes>(spec: ScheduleSpec<A>): Schedule =>
  spec as unknown as Schedule;
export const defineClipping = <const A extends Attributes>(spec: ClippingSpec<A>): Clipping =>
  spec as unknown as Clipping;
export const defineInitialiser = <const A extends Attributes>(spec: InitialiserSpec<A>): Initialiser =>
  spec as unknown as Initialiser;

/** A moment or counter that an optimizer or a schedule itself declared. */
export function kept<T>(values: Readonly<Record<string, T>>, name: string): T {
  const value = values[name];
  assert(value !== undefined, `"${name}" is kept between steps`);
  return value;
}
