/** Every primitive op. An op that is missing here does not compile. */
import { add, div, mul, sub } from "./arithmetic.ts";
import { broadcast } from "./broadcast.ts";
import { equal, greater, greaterEqual, maximum, minimum, select } from "./comparison.ts";
import { concat } from "./concat.ts";
import { constant } from "./constant.ts";
import { conv2d, conv2dImageGradient, conv2dKernelGradient } from "./conv2d.ts";
import type { OpDefinition, StepContext, Tensor } from "./define.ts";
import { exp, expm1, log, log1p } from "./exponential.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maxPool2d, maxPool2dGradient } from "./max-pool2d.ts";
import { oneHot } from "./one-hot.ts";
import { abs, detach, neg, sqrt } from "./one-operand.ts";
import type { OpName, Ops, TensorShape } from "./ops.ts";
import { pad } from "./pad.ts";
import { permute } from "./permute.ts";
import { range } from "./range.ts";
import { reshape } from "./reshape.ts";
import { erf, tanh } from "./sigmoidal.ts";
import { sin } from "./sine.ts";
import { slice } from "./slice.ts";
import { sum } from "./sum.ts";
import { uniform } from "./uniform.ts";

export const opTable: { readonly [K in OpName]: OpDefinition<K> } = {
  constant,
  neg,
  exp,
  log,
  log1p,
  expm1,
  tanh,
  sqrt,
  abs,
  erf,
  sin,
  add,
  sub,
  mul,
  div,
  maximum,
  minimum,
  greater,
  greaterEqual,
  equal,
  select,
  detach,
  reshape,
  permute,
  broadcast,
  slice,
  pad,
  concat,
  sum,
  max,
  matmul,
  conv2d,
  conv2dImageGradient,
  conv2dKernelGradient,
  maxPool2d,
  maxPool2dGradient,
  range,
  uniform,
  oneHot,
};

export const opNames = Object.keys(opTable) as readonly OpName[];

/** A definition whose own argument types are forgotten, for code that treats all ops alike. */
export interface AnyOp {
  readonly name: OpName;
  readonly operands: number | "list";
  readonly shape: (...args: unknown[]) => TensorShape;
  readonly cost: (...args: unknown[]) => number;
  readonly value: (context: StepContext, ...args: unknown[]) => Tensor;
  readonly gradient: <T>(
    ops: Ops<T>,
    upstream: T,
    output: T,
    ...args: unknown[]
  ) => readonly (T | undefined)[];
}

export const opNamed = (name: OpName): AnyOp => opTable[name] as unknown as AnyOp;

/** The arguments of an op as its signature has them, from its tensors and its settings. */
export const joinArguments = (
  op: AnyOp,
  tensors: readonly unknown[],
  settings: readonly unknown[],
): unknown[] => (op.operands === "list" ? [tensors, ...settings] : [...tensors, ...settings]);

/** The tensors among the arguments of an op, and the rest. */
export function splitArguments<T>(
  op: AnyOp,
  args: readonly unknown[],
): { readonly tensors: readonly T[]; readonly settings: readonly unknown[] } {
  const count = op.operands === "list" ? 1 : op.operands;
  const tensors = op.operands === "list" ? args[0] : args.slice(0, count);
  return { tensors: tensors as readonly T[], settings: args.slice(count) };
}
