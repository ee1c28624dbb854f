/** Matrix products: which side is read as vectors, whether it is packed first, and how far the inner loop is written out. */

import type { TensorShape } from "../../ops/ops.ts";
import type { View } from "../graph/view.ts";
import { type Contraction, emitContraction, innerSteps } from "./contraction.ts";
import type { EvaluationContext } from "./evaluate.ts";
import { type Core, type Kernel, loadsOf, mapViews, type Operand } from "./kernel.ts";
import { chooseTiling } from "./tiles.ts";

type Product = Extract<Core, { kind: "matmul" }>;

/** Products with an inner dimension up to this size are written out without a loop. */
const WRITTEN_OUT = 4;
/** From this width on, rows of b are far enough apart that packing a panel pays, if it is used often enough. */
const PACK_WIDTH = 64;
const PACK_USES = 16;

export function emitMatmul(context: EvaluationContext, kernel: Kernel, core: Product): void {
  const { shape } = kernel;
  const [m, n] = shape.slice(-2);
  const k = core.a.view.shape[core.a.view.shape.length - 1];
  const straight = { kernel, a: core.a, b: core.b };
  const turned = { kernel: turnedKernel(kernel), a: turnedOperand(core.b), b: turnedOperand(core.a) };
  const { relaxed } = context.emission;
  const chosen = costOf(straight, m, n, k, relaxed) <= costOf(turned, n, m, k, relaxed) ? straight : turned;
  emitContraction(context, contractionOf(context, chosen, k));
}

interface Orientation {
  readonly kernel: Kernel;
  readonly a: Operand;
  readonly b: Operand;
}

function contractionOf(
  { emission }: EvaluationContext,
  { kernel, a, b }: Orientation,
  k: number,
): Contraction {
  const rank = kernel.shape.length;
  const [rowsA, stepA] = lastTwoStrides(a.view);
  const [stepB, columnsB] = lastTwoStrides(b.view);
  const outer = (view: View): readonly number[] => outerStrides(view, kernel.shape);
  return {
    shape: kernel.shape,
    stores: kernel.stores,
    a: {
      address: emission.addressOf(a.tensor),
      view: { ...a.view, shape: kernel.shape, strides: [...outer(a.view), rowsA, 0] },
    },
    b: {
      address: emission.addressOf(b.tensor),
      view: { ...b.view, shape: kernel.shape, strides: [...outer(b.view), 0, columnsB] },
    },
    ...innerSteps(k, { a: stepA, b: stepB }, WRITTEN_OUT),
    pack: packs(columnsB, kernel.shape[rank - 2], kernel.shape[rank - 1])
      ? { rows: k, stride: stepB }
      : undefined,
  };
}

const packs = (columnStride: number, m: number, n: number): boolean =>
  (columnStride !== 1 && n > 1) || (n >= PACK_WIDTH && m >= PACK_USES);

const lastTwoStrides = (view: View): readonly [number, number] => {
  const [row, column] = view.strides.slice(-2);
  return [row, column];
};

/** Leading axes of the result that the operand lacks, or has once, do not move it. */
function outerStrides(view: View, shape: TensorShape): readonly number[] {
  const added = shape.length - view.shape.length;
  return shape
    .slice(0, -2)
    .map((_, axis) => (axis < added || view.shape[axis - added] === 1 ? 0 : view.strides[axis - added]));
}

const swapLast = <T>(list: readonly T[]): readonly T[] => [
  ...list.slice(0, -2),
  list[list.length - 1],
  list[list.length - 2],
];

const turnedView = (view: View): View => ({
  ...view,
  shape: swapLast(view.shape),
  strides: swapLast(view.strides),
});

const turnedOperand = (operand: Operand): Operand => ({
  tensor: operand.tensor,
  view: turnedView(operand.view),
});

/** (a · b)ᵀ = bᵀ · aᵀ: the same stores with the last two axes swapped. */
const turnedKernel = (kernel: Kernel): Kernel => ({
  ...kernel,
  shape: swapLast(kernel.shape),
  stores: mapViews(kernel.stores, turnedView),
});

/** Instructions, roughly: products, packing, and loads and stores around them that have to go lane by lane. */
function costOf({ kernel, b }: Orientation, m: number, n: number, k: number, relaxed: boolean): number {
  const products = k * chooseTiling(m, n, relaxed).cost;
  const [, column] = lastTwoStrides(b.view);
  const packing = packs(column, m, n)
    ? (k * n * (column === 1 ? 2 : b.view.strides.at(-2) === 1 ? 4 : 8)) / 4
    : 0;
  const touched = [...kernel.stores, ...loadsOf(kernel.stores.map((store) => store.value))];
  const around = touched.reduce((sum, { view }) => {
    const stride = view.strides[view.strides.length - 1];
    return sum + m * n * (stride === 1 || stride === 0 || n === 1 ? 0.5 : 2);
  }, 0);
  return products + packing + around;
}
