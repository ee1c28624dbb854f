/** Definitions of ops whose own argument types are forgotten, for code that treats all ops alike. */
import type { StepContext, Tensor } from "./define.ts";
import type { OpName, Ops, TensorShape } from "./ops.ts";

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

/** Finds the definition of an op. */
export type OpLookup = (name: OpName) => AnyOp;

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
