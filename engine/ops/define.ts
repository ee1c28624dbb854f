/** What is known about one primitive op: the only place that says how it computes and how it differentiates. */
import type { OpName, Ops, TensorShape } from "./ops.ts";

/** The plain value of a tensor: row-major numbers, double precision. */
export interface Tensor {
  readonly shape: TensorShape;
  readonly data: Float64Array;
}

type Arguments<K extends OpName, T> = Ops<T>[K] extends (...args: infer A) => T ? A : never;

/** Where an op finds the numbers that change from step to step. */
export interface StepContext {
  readonly seed: number;
  readonly step: number;
}

export interface OpDefinition<K extends OpName> {
  readonly name: K;
  /** How many of its first arguments are tensors; `list` where the first argument is a list of them. */
  readonly operands: number | "list";
  /** The result's shape; throws where the operands cannot be combined (a layer's shape rule must prevent it). */
  readonly shape: (...args: Arguments<K, TensorShape>) => TensorShape;
  /** Floating-point operations, given the operands' shapes. */
  readonly cost: (...args: Arguments<K, TensorShape>) => number;
  /** The plain computation, meant to be read. */
  readonly value: (context: StepContext, ...args: Arguments<K, Tensor>) => Tensor;
  /**
   * dL/d(operand) for each tensor operand, given dL/d(output), in ops again; `undefined` where no gradient flows.
   * The gradient of a broadcast operand may have the output's shape: the caller sums it back.
   */
  readonly gradient: GradientRule<K>;
}

export type GradientRule<K extends OpName> = <T>(
  ops: Ops<T>,
  upstream: T,
  output: T,
  ...args: Arguments<K, T>
) => readonly (T | undefined)[];
