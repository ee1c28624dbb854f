/** The primitive operations, the windows some of them take, and how many elements a shape has. */
import type { Loop } from "./loop.ts";

/**
 * The primitive operations every layer, loss and optimizer is written in.
 *
 * `T` is whatever an interpreter computes with: a shape, a cost, an array of numbers, or a node of the graph that is
 * differentiated and compiled. A tensor's shape is concrete here and starts with the batch axis wherever there is one.
 * Two operands of an elementwise op broadcast as in NumPy: axes are aligned at the end, an axis of size 1 stretches.
 */
export interface Ops<T> {
  /** The sizes of a value's axes, known to every interpreter. */
  shapeOf(x: T): TensorShape;

  /** A tensor filled with one number; shape [] unless stated. */
  constant(value: number, shape?: TensorShape): T;

  // Elementwise, one operand: [...] → [...]
  neg(x: T): T;
  exp(x: T): T;
  log(x: T): T;
  /** log(1 + x), exact near 0. */
  log1p(x: T): T;
  /** exp(x) − 1, exact near 0. */
  expm1(x: T): T;
  tanh(x: T): T;
  sqrt(x: T): T;
  abs(x: T): T;
  /** The error function, 2/√π ∫₀ˣ exp(−t²) dt. */
  erf(x: T): T;
  sin(x: T): T;

  // Elementwise, two operands, broadcasting
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  /** The larger operand; where they are equal the gradient goes to `b`, so that `maximum(x, 0)` has slope 0 at 0. */
  maximum(a: T, b: T): T;
  /** The smaller operand; where they are equal the gradient goes to `b`. */
  minimum(a: T, b: T): T;
  /** 1 where a > b, else 0. No gradient. */
  greater(a: T, b: T): T;
  /** 1 where a ≥ b, else 0. No gradient. */
  greaterEqual(a: T, b: T): T;
  /** 1 where a = b, else 0. No gradient. */
  equal(a: T, b: T): T;
  /** `a` where the condition is not 0, else `b`. No gradient to the condition; a NaN in the branch not taken does not leak. */
  select(condition: T, a: T, b: T): T;

  /** `x` itself, through which no gradient flows. */
  detach(x: T): T;

  // Movement
  reshape(x: T, shape: TensorShape): T;
  /** Output axis i is input axis order[i]. */
  permute(x: T, order: readonly number[]): T;
  /** Stretches axes of size 1, and adds axes at the front. */
  broadcast(x: T, shape: TensorShape): T;
  slice(x: T, axis: number, start: number, end: number): T;
  /** Adds `before` and `after` elements of `value` along each axis. */
  pad(x: T, padding: readonly (readonly [before: number, after: number])[], value: number): T;
  concat(parts: readonly T[], axis: number): T;

  // Reductions; a reduced axis keeps size 1
  sum(x: T, axes: readonly number[]): T;
  /** The largest element; the gradient is shared equally among equal maxima. */
  max(x: T, axes: readonly number[]): T;

  // Repetition
  /**
   * Runs a loop's body once for each step of time. The operands are the states at the start, then sequences [time, ...],
   * then tensors that stay the same. The result is one row of numbers in parts, as `partsOf(loop)` says: the states after
   * the last step, and the stacked values that the body gives out, [time, ...] each. Written by `recur`.
   */
  scan(operands: readonly T[], loop: Loop): T;

  // Products
  /** [..., m, k] × [..., k, n] → [..., m, n]; leading axes are equal or absent on one side; a flag reads an operand's last two axes swapped. */
  matmul(a: T, b: T, transpose?: { readonly a?: boolean; readonly b?: boolean }): T;
  /** Cross-correlation: image [batch, channels, h, w] with kernel [filters, channels/groups, kh, kw] → [batch, filters, h', w']. */
  conv2d(image: T, kernel: T, window: Conv2dWindow): T;
  /** dL/d(image) of `conv2d`, given dL/d(output) and the kernel. */
  conv2dImageGradient(outputGradient: T, kernel: T, window: Conv2dWindow, imageShape: TensorShape): T;
  /** dL/d(kernel) of `conv2d`, given the image and dL/d(output). */
  conv2dKernelGradient(image: T, outputGradient: T, window: Conv2dWindow, kernelShape: TensorShape): T;
  /** The largest element in each window; padding never wins. [batch, channels, h, w] → [batch, channels, h', w'] */
  maxPool2d(image: T, window: PoolWindow): T;
  /** Sends each output's gradient to the first maximum (in row order) of its window. */
  maxPool2dGradient(image: T, output: T, outputGradient: T, window: PoolWindow): T;

  // Numbers that are not learned
  /** The numbers 0, 1, … count − 1; shape [count]. */
  range(count: number): T;
  /** Uniform numbers in [0, 1), a pure function of (seed, step, stream, index): drawn anew at each step, the same in every host. */
  uniform(shape: TensorShape, stream: number): T;
  /** [...] whole numbers → [..., count] of 0 and 1. No gradient. */
  oneHot(indices: T, count: number): T;
}

export type TensorShape = readonly number[];

/** Each pair is [along height, along width]; padding is [before, after] along each. */
export interface Conv2dWindow {
  readonly stride: readonly [number, number];
  readonly padding: readonly [readonly [number, number], readonly [number, number]];
  readonly dilation: readonly [number, number];
  readonly groups: number;
}

export interface PoolWindow {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [readonly [number, number], readonly [number, number]];
}

export type OpName = Exclude<keyof Ops<unknown>, "shapeOf">;

/** The number of elements of a tensor; 1 for a scalar. */
export const elementsOf = (shape: TensorShape): number => shape.reduce((count, size) => count * size, 1);
