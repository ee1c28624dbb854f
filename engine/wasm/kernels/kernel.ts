/** Kernels: loops over tensors in memory, each with a core (a product, a reduction, …) and what is computed from its result before it is stored. */
import type { Conv2dWindow, PoolWindow, TensorShape } from "../../ops/ops.ts";
import type { ElementwiseName } from "../graph/node-kinds.ts";
import type { View } from "../graph/view.ts";

/** A tensor in memory, by its place in the program's table. */
export type TensorId = number;

/** A tensor seen through a view. */
export interface Operand {
  readonly tensor: TensorId;
  readonly view: View;
}

/** What one element of a kernel's result is computed from; shared parts are the same object. Views have the kernel's shape. */
export type Expression =
  | { readonly kind: "constant"; readonly value: number }
  | ({ readonly kind: "load" } & Operand)
  /** The result of the kernel's core at this place. */
  | { readonly kind: "core" }
  /** The place itself, as a number: `offset + Σ iₐ · strides[a]`. */
  | { readonly kind: "place"; readonly view: View }
  /** The random number of that place. */
  | { readonly kind: "uniform"; readonly stream: number; readonly view: View }
  | { readonly kind: "op"; readonly op: ElementwiseName; readonly inputs: readonly Expression[] };

export interface Store extends Operand {
  readonly value: Expression;
  /** Magnitudes below 1e−30 become 0, so that moments of idle units never turn into slow denormal numbers. */
  readonly flush: boolean;
}

export type Core =
  | { readonly kind: "elementwise" }
  | {
      readonly kind: "reduce";
      readonly op: "sum" | "max";
      readonly axes: readonly number[];
      readonly inputShape: TensorShape;
      readonly input: Expression;
    }
  /** a [..., m, k] × b [..., k, n], transposition already in the views. */
  | { readonly kind: "matmul"; readonly a: Operand; readonly b: Operand }
  | {
      readonly kind: "conv2d";
      readonly image: Operand;
      readonly kernel: Operand;
      readonly window: Conv2dWindow;
    }
  | {
      readonly kind: "conv2dImageGradient";
      readonly outputGradient: Operand;
      readonly kernel: Operand;
      readonly window: Conv2dWindow;
    }
  | {
      readonly kind: "conv2dKernelGradient";
      readonly image: Operand;
      readonly outputGradient: Operand;
      readonly window: Conv2dWindow;
    }
  | { readonly kind: "maxPool2d"; readonly image: Operand; readonly window: PoolWindow }
  | {
      readonly kind: "maxPool2dGradient";
      readonly image: Operand;
      readonly output: Operand;
      readonly outputGradient: Operand;
      readonly window: PoolWindow;
    }
  /** Kernels that run once for each step of time, between others that run once. */
  | {
      readonly kind: "loop";
      readonly turns: number;
      readonly reverse: boolean;
      readonly before: readonly Kernel[];
      readonly body: readonly Kernel[];
      readonly after: readonly Kernel[];
      /** What comes from outside. */
      readonly operands: readonly Operand[];
    };

export interface Kernel {
  readonly core: Core;
  /** The shape of the result, over which the stores' views run. */
  readonly shape: TensorShape;
  readonly stores: readonly Store[];
}

/** Kernels that run one after another and are moved as one. */
export interface KernelGroup {
  readonly kernels: readonly Kernel[];
}

/** Visits an expression and its parts, each shared part once. */
export function visitExpression(
  root: Expression,
  visit: (expression: Expression) => void,
  seen: Set<Expression> = new Set(),
): void {
  if (seen.has(root)) return;
  seen.add(root);
  if (root.kind === "op") for (const input of root.inputs) visitExpression(input, visit, seen);
  visit(root);
}

/** The tensors the core reads as a whole: not only at the place that is being computed. */
export function coreOperands(core: Core): readonly Operand[] {
  switch (core.kind) {
    case "elementwise":
      return [];
    case "reduce":
      return loadsOf([core.input]);
    case "matmul":
      return [core.a, core.b];
    case "conv2d":
      return [core.image, core.kernel];
    case "conv2dImageGradient":
      return [core.outputGradient, core.kernel];
    case "conv2dKernelGradient":
      return [core.image, core.outputGradient];
    case "maxPool2d":
      return [core.image];
    case "maxPool2dGradient":
      return [core.image, core.output, core.outputGradient];
    case "loop":
      return core.operands;
  }
  core satisfies never;
}

/** The same stores over another shape of the same results: every view replaced. */
export function mapViews(stores: readonly Store[], map: (view: View) => View): readonly Store[] {
  const known = new Map<Expression, Expression>();
  const mapped = (expression: Expression): Expression => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const after =
      expression.kind === "op"
        ? { ...expression, inputs: expression.inputs.map(mapped) }
        : "view" in expression
          ? { ...expression, view: map(expression.view) }
          : expression;
    known.set(expression, after);
    return after;
  };
  return stores.map((store) => ({ ...store, view: map(store.view), value: mapped(store.value) }));
}

/** The same stores with the core's result given by an expression. */
export function replaceCore(stores: readonly Store[], core: Expression): readonly Store[] {
  const known = new Map<Expression, Expression>();
  const replaced = (expression: Expression): Expression => {
    if (expression.kind === "core") return core;
    if (expression.kind !== "op") return expression;
    const after = known.get(expression) ?? { ...expression, inputs: expression.inputs.map(replaced) };
    known.set(expression, after);
    return after;
  };
  return stores.map((store) => ({ ...store, value: replaced(store.value) }));
}

export function loadsOf(expressions: readonly Expression[]): readonly Operand[] {
  const loads: Operand[] = [];
  const seen = new Set<Expression>();
  for (const expression of expressions) {
    visitExpression(expression, (part) => part.kind === "load" && loads.push(part), seen);
  }
  return loads;
}

/** A kernel's own tensors and those of the kernels it repeats. */
export function tensorsTouched(kernel: Kernel): ReadonlySet<TensorId> {
  const { core } = kernel;
  const inner = core.kind === "loop" ? [...core.before, ...core.body, ...core.after] : [];
  return new Set([
    ...tensorsRead(kernel),
    ...kernel.stores.map((store) => store.tensor),
    ...inner.flatMap((one) => [...tensorsTouched(one)]),
  ]);
}

export function tensorsRead(kernel: Kernel): ReadonlySet<TensorId> {
  const loads = loadsOf(kernel.stores.map((store) => store.value));
  return new Set([...coreOperands(kernel.core), ...loads].map((operand) => operand.tensor));
}
