/** Ops that compute each element from the elements at the same place: what their declarations share. */
import { broadcastShape, stretched } from "./broadcasting.ts";
import type { GradientRule, OpDefinition, StepContext, Tensor } from "./define.ts";
import { elementsOf, type Ops, type TensorShape } from "./ops.ts";
import { fill } from "./tensor.ts";

type TwoOperands =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "maximum"
  | "minimum"
  | "greater"
  | "greaterEqual"
  | "equal";

type OneOperand =
  | "neg"
  | "exp"
  | "log"
  | "log1p"
  | "expm1"
  | "tanh"
  | "sqrt"
  | "abs"
  | "erf"
  | "sin"
  | "detach";

/** [...] → [...], one operation an element. */
export const elementwise1 = <K extends OneOperand>(
  name: K,
  of: (x: number) => number,
  gradient: <T>(ops: Ops<T>, upstream: T, output: T, x: T) => readonly (T | undefined)[],
): OpDefinition<OneOperand> & { readonly name: K } => ({
  name,
  operands: 1,
  shape: (x: TensorShape) => x,
  cost: (x: TensorShape) => elementsOf(x),
  value: (_: StepContext, x: Tensor) => fill(x.shape, (index) => of(x.data[index])),
  gradient: gradient as GradientRule<OneOperand>,
});

/** [...], [...] → [...], broadcasting. */
export const elementwise2 = <K extends TwoOperands>(
  name: K,
  of: (a: number, b: number) => number,
  gradient: <T>(ops: Ops<T>, upstream: T, output: T, a: T, b: T) => readonly (T | undefined)[],
): OpDefinition<TwoOperands> & { readonly name: K } => ({
  name,
  operands: 2,
  shape: (a: TensorShape, b: TensorShape) => broadcastShape(a, b),
  cost: (a: TensorShape, b: TensorShape) => elementsOf(broadcastShape(a, b)),
  value: (_: StepContext, a: Tensor, b: Tensor) => {
    const shape = broadcastShape(a.shape, b.shape);
    const left = stretched(a, shape);
    const right = stretched(b, shape);
    return fill(shape, (index) => of(left[index], right[index]));
  },
  gradient: gradient as GradientRule<TwoOperands>,
});
