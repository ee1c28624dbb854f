/** Kernels without a core: loops over the places of a shape, four neighbours at a time. */
import { instructionCost } from "../graph/node-kinds.ts";
import type { View } from "../graph/view.ts";
import { loopAxes } from "./axes.ts";
import { type EvaluationContext, emitStores } from "./evaluate.ts";
import { type Expression, type Kernel, visitExpression } from "./kernel.ts";
import { everyPlace, makeNest } from "./nest.ts";

/** Vectors handled in one turn of the innermost loop, if what is computed is short. */
const UNROLL = 4;

export function emitElementwise(context: EvaluationContext, kernel: Kernel): void {
  const views = viewsOf(kernel);
  const axes = loopAxes(kernel.shape, views);
  const nest = makeNest(context.fn, views, axes);
  const inner = axes[axes.length - 1];
  const vectors = Math.floor(inner.size / 4);
  const unroll = isShort(kernel) ? UNROLL : 1;
  const turns = vectors > 2 * unroll ? Math.floor(vectors / unroll) : 0;
  const emit = (shift: number, lanes: number): void =>
    emitStores(context, kernel.stores, nest.at(inner, shift, lanes));
  nest.over(axes.slice(0, -1).map(everyPlace), () => {
    if (turns > 0) {
      nest.over([{ axis: inner, turns, step: 4 * unroll }], () => {
        for (let vector = 0; vector < unroll; vector++) emit(4 * vector, 4);
      });
    }
    for (let vector = turns * unroll; vector < vectors; vector++) emit(4 * vector, 4);
    if (inner.size % 4 !== 0) emit(4 * vectors, inner.size % 4);
  });
  nest.release();
}

/** The views of everything a kernel loads and stores at the place it computes. */
export function viewsOf(kernel: Pick<Kernel, "stores">): readonly View[] {
  const views: View[] = kernel.stores.map((store) => store.view);
  const seen = new Set<Expression>();
  for (const store of kernel.stores) {
    visitExpression(store.value, (part) => "view" in part && views.push(part.view), seen);
  }
  return views;
}

function isShort(kernel: Kernel): boolean {
  let instructions = 0;
  const seen = new Set<Expression>();
  for (const store of kernel.stores) {
    const count = (part: Expression): void => {
      instructions += part.kind === "op" ? instructionCost(part.op) : part.kind === "uniform" ? 24 : 1;
    };
    visitExpression(store.value, count, seen);
  }
  return instructions <= 16;
}
