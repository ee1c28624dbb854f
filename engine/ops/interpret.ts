/** The simple readings of a computation written in ops: its shapes, its cost, its values. */
import { type AnyOp, joinArguments, splitArguments } from "./any-op.ts";
import type { StepContext, Tensor } from "./define.ts";
import type { Ops, TensorShape } from "./ops.ts";
import { opNamed, opNames } from "./table.ts";

/** An interpreter that treats all ops alike: `apply` gives the result of one op on its arguments. */
export function makeOps<T>(
  shapeOf: (x: T) => TensorShape,
  apply: (op: AnyOp, args: readonly unknown[]) => T,
): Ops<T> {
  const methods: Record<string, unknown> = { shapeOf };
  for (const name of opNames) {
    const op = opNamed(name);
    methods[name] = (...args: readonly unknown[]) => apply(op, args);
  }
  // Each method takes the arguments of the op it is named after, by construction.
  return methods as unknown as Ops<T>;
}

/** Computes shapes only. */
export const shapeOps: Ops<TensorShape> = makeOps(
  (shape) => shape,
  (op, args) => op.shape(...args),
);

/** Computes shapes, and adds up the floating-point operations on the way. */
export function countingOps(): { readonly ops: Ops<TensorShape>; readonly operations: () => number } {
  let operations = 0;
  const ops = makeOps<TensorShape>(
    (shape) => shape,
    (op, args) => {
      operations += op.cost(...args);
      return op.shape(...args);
    },
  );
  return { ops, operations: () => operations };
}

/** Computes values in double precision. */
export const valueOps = (context: StepContext): Ops<Tensor> =>
  makeOps(
    (x) => x.shape,
    (op, args) => {
      const { tensors, settings } = splitArguments<Tensor>(op, args);
      op.shape(
        ...joinArguments(
          op,
          tensors.map((x) => x.shape),
          settings,
        ),
      );
      return op.value(context, ...args);
    },
  );
