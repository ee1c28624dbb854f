/**
 * Sums and maxima over axes. Where the last axis is reduced, its elements go through four partial results that are
 * joined at the end; where it is kept, four neighbouring results are computed at a time.
 */

import type { TensorShape } from "../../ops/ops.ts";
import { type Code, get, type Local, V128 } from "../assembler/code.ts";
import { f32x4, v128 } from "../assembler/vector.ts";
import type { View } from "../graph/view.ts";
import { type Axis, loopAxes } from "./axes.ts";
import { viewsOf } from "./elementwise.ts";
import { type EvaluationContext, emitStores, emitValue } from "./evaluate.ts";
import { type Core, type Kernel, mapViews, visitExpression } from "./kernel.ts";
import { everyPlace, makeNest, type Nest } from "./nest.ts";

type Reduction = Extract<Core, { kind: "reduce" }>;

interface Plan {
  readonly context: EvaluationContext;
  readonly kernel: Kernel;
  readonly core: Reduction;
  readonly nest: Nest;
  readonly kept: readonly Axis[];
  readonly reduced: readonly Axis[];
}

/** Vectors in flight: sums of long rows are split over this many accumulators, columns handled in this many vectors. */
const ACCUMULATORS = 4;

export function emitReduce(context: EvaluationContext, kernel: Kernel, core: Reduction): void {
  // The stores' views run over the result, whose reduced axes have size 1: here they stay in place along them.
  const inputShape = core.inputShape;
  const spread = spreadStores(kernel, core, inputShape);
  const inputViews = new Set<View>();
  visitExpression(core.input, (part) => "view" in part && inputViews.add(part.view));
  const views = [...viewsOf(spread), ...inputViews];
  const axes = loopAxes(inputShape, views, core.axes);
  const nest = makeNest(context.fn, views, axes);
  const kept = axes.filter((axis) => !axis.reduced);
  const reduced = axes.filter((axis) => axis.reduced);
  const plan = { context, kernel: spread, core, nest, kept, reduced };
  if (axes[axes.length - 1].reduced) reduceRows(plan);
  else reduceColumns(plan);
  nest.release();
}

/** The kernel with its stores' and loads' views stretched over the input's shape, standing still along reduced axes. */
function spreadStores(kernel: Kernel, core: Reduction, inputShape: TensorShape): Kernel {
  const still = (view: View): View => ({
    shape: inputShape,
    strides: view.strides.map((stride, axis) => (core.axes.includes(axis) ? 0 : stride)),
    offset: view.offset,
    ...(view.turn === undefined ? {} : { turn: view.turn }),
  });
  return { ...kernel, stores: mapViews(kernel.stores, still) };
}

const identityOf = (op: Reduction["op"]): number => (op === "sum" ? 0 : Number.NEGATIVE_INFINITY);

const combine = (op: Reduction["op"], a: Code, b: Code): Code =>
  op === "sum" ? f32x4.add(a, b) : f32x4.maximum(a, b);

function reduceRows({ context, kernel, core, nest, kept, reduced }: Plan): void {
  const { fn, emission } = context;
  const inner = reduced[reduced.length - 1];
  const vectors = Math.floor(inner.size / 4);
  const wide = vectors >= 2 * ACCUMULATORS ? ACCUMULATORS : 1;
  const turns = vectors > 2 * wide ? Math.floor(vectors / wide) : 0;
  const accumulators = Array.from({ length: wide }, () => fn.local(V128));
  const take = (into: Local, shift: number, lanes: number): void => {
    const { code, release } = emitValue(context, core.input, nest.at(inner, shift, lanes));
    const valid =
      lanes === 4
        ? code
        : v128.choose(
            code,
            emission.constant(identityOf(core.op)),
            v128.mask([0, 1, 2, 3].map((lane) => lane < lanes)),
          );
    fn.set(into, combine(core.op, get(into), valid));
    release();
  };
  nest.over(kept.map(everyPlace), () => {
    for (const accumulator of accumulators) fn.set(accumulator, emission.constant(identityOf(core.op)));
    nest.over(reduced.slice(0, -1).map(everyPlace), () => {
      if (turns > 0) {
        nest.over([{ axis: inner, turns, step: 4 * wide }], () => {
          accumulators.forEach((accumulator, place) => {
            take(accumulator, 4 * place, 4);
          });
        });
      }
      for (let vector = turns * wide; vector < vectors; vector++)
        take(accumulators[vector % wide], 4 * vector, 4);
      if (inner.size % 4 !== 0) take(accumulators[vectors % wide], 4 * vectors, inner.size % 4);
    });
    const total = accumulators[0];
    for (const other of accumulators.slice(1)) fn.set(total, combine(core.op, get(total), get(other)));
    joinLanes(core.op, total, fn.set);
    emitStores(context, kernel.stores, nest.at(undefined, 0, 1), get(total));
  });
  fn.release(...accumulators);
}

/** Leaves (l₀ ∘ l₂) ∘ (l₁ ∘ l₃) in every lane. */
function joinLanes(op: Reduction["op"], local: Local, set: (local: Local, value: Code) => void): void {
  const x = get(local);
  set(local, combine(op, x, v128.shuffle(x, x, [2, 3, 0, 1])));
  set(local, combine(op, x, v128.shuffle(x, x, [1, 0, 3, 2])));
}

function reduceColumns({ context, kernel, core, nest, kept, reduced }: Plan): void {
  const { fn, emission } = context;
  const inner = kept[kept.length - 1];
  const vectors = Math.floor(inner.size / 4);
  const accumulators = Array.from({ length: Math.min(ACCUMULATORS, vectors + 1) }, () => fn.local(V128));
  const columns = (shift: number, lanes: readonly number[]): void => {
    lanes.forEach((_, place) => {
      fn.set(accumulators[place], emission.constant(identityOf(core.op)));
    });
    nest.over(reduced.map(everyPlace), () => {
      lanes.forEach((count, place) => {
        const { code, release } = emitValue(context, core.input, nest.at(inner, shift + 4 * place, count));
        fn.set(accumulators[place], combine(core.op, get(accumulators[place]), code));
        release();
      });
    });
    lanes.forEach((count, place) => {
      emitStores(context, kernel.stores, nest.at(inner, shift + 4 * place, count), get(accumulators[place]));
    });
  };
  nest.over(kept.slice(0, -1).map(everyPlace), () => {
    const turns = Math.floor(vectors / ACCUMULATORS);
    const full = new Array<number>(ACCUMULATORS).fill(4);
    if (turns > 0) nest.over([{ axis: inner, turns, step: 4 * ACCUMULATORS }], () => columns(0, full));
    const rest = new Array<number>(vectors - turns * ACCUMULATORS).fill(4);
    if (inner.size % 4 !== 0) rest.push(inner.size % 4);
    if (rest.length > 0) columns(4 * turns * ACCUMULATORS, rest);
  });
  fn.release(...accumulators);
}
