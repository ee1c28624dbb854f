/**
 * The loops of every product: result[o, m, n] = Σₖ a[o, m, k] · b[o, k, n], with any strides for a, rows of b read four
 * at a time, and the sums of a tile kept in registers until the stores. Matrix products and convolutions differ only
 * in their strides. The sums run in one fixed order, whatever the host.
 */

import type { TensorShape } from "../../ops/ops.ts";
import { get, I32, i32, type Local, plus, V128 } from "../assembler/code.ts";
import { v128 } from "../assembler/vector.ts";
import type { View } from "../graph/view.ts";
import { type Axis, loopAxes } from "./axes.ts";
import { viewsOf } from "./elementwise.ts";
import { multiplyAdd } from "./emission.ts";
import { type EvaluationContext, emitStores } from "./evaluate.ts";
import type { Store } from "./kernel.ts";
import { everyPlace, makeNest, type Nest } from "./nest.ts";
import { packPanel } from "./pack.ts";
import { chooseTiling, type Segment } from "./tiles.ts";

/** One operand: where it begins, in bytes, and its strides over [outer…, m, n], in elements. */
export interface Factor {
  readonly address: number;
  readonly view: View;
}

/** One step of the inner dimension: elements to go from the operands' places. */
export interface InnerStep {
  readonly a: number;
  readonly b: number;
}

export interface InnerLoop extends InnerStep {
  readonly turns: number;
}

export interface Contraction {
  /** [outer…, m, n]; the stores' views run over it. */
  readonly shape: TensorShape;
  readonly stores: readonly Store[];
  /** Stands still along n. */
  readonly a: Factor;
  /** Stands still along m; neighbours along n are neighbours in memory, unless `pack` is given. */
  readonly b: Factor;
  /** Loops around the steps, outermost first. */
  readonly loops: readonly InnerLoop[];
  /** Written out one after another within the loops. */
  readonly steps: readonly InnerStep[];
  /** Steps left over after a single loop. */
  readonly rest: readonly InnerStep[];
  /** Copies b's columns, a few vectors at a time, into scratch memory first: `rows` rows, `stride` elements apart. */
  readonly pack: { readonly rows: number; readonly stride: number } | undefined;
}

/**
 * Evenly spaced steps: a few are written out, more go in a loop of two a turn. Loops that are longer than that no longer
 * fit what processors keep decoded, and run at two thirds of the speed (measured).
 */
export function innerSteps(
  count: number,
  stride: InnerStep,
  writtenOut: number,
): Pick<Contraction, "loops" | "steps" | "rest"> {
  const step = (place: number): InnerStep => ({ a: place * stride.a, b: place * stride.b });
  const list = (length: number): InnerStep[] => Array.from({ length }, (_, place) => step(place));
  if (count <= writtenOut) return { loops: [], steps: list(count), rest: [] };
  return { loops: [{ turns: Math.floor(count / 2), ...step(2) }], steps: list(2), rest: list(count % 2) };
}

interface Frame {
  readonly context: EvaluationContext;
  readonly spec: Contraction;
  readonly nest: Nest;
  readonly m: Axis;
  readonly n: Axis;
  readonly packed: number | undefined;
  readonly a: Local;
  readonly b: Local;
}

export function emitContraction(context: EvaluationContext, spec: Contraction): void {
  const { fn, emission } = context;
  const views = [...viewsOf(spec), spec.a.view, spec.b.view];
  const rank = spec.shape.length;
  const outer = loopAxes(
    spec.shape.slice(0, -2),
    views.map((view) => ({ ...view, strides: view.strides.slice(0, -2) })),
  );
  const axis = (place: number): Axis => ({
    size: spec.shape[place],
    strides: views.map((view) => view.strides[place]),
    reduced: false,
  });
  const [m, n] = [axis(rank - 2), axis(rank - 1)];
  const nest = makeNest(fn, views, [...outer, m, n]);
  const tiling = chooseTiling(m.size, n.size, emission.relaxed);
  const widest = Math.max(...tiling.vectors.map((segment) => segment.size));
  const packed = spec.pack === undefined ? undefined : emission.scratch(16 * widest * spec.pack.rows);
  const frame = { context, spec, nest, m, n, packed, a: fn.local(I32), b: fn.local(I32) };
  nest.over(outer.map(everyPlace), () => {
    for (const vectors of tiling.vectors) {
      nest.over([{ axis: n, turns: vectors.turns, step: 4 * vectors.size }], () => {
        if (spec.pack !== undefined && packed !== undefined) emitPack(frame, vectors, spec.pack, packed);
        for (const rows of tiling.rows) {
          nest.over([{ axis: m, turns: rows.turns, step: rows.size }], () => emitTile(frame, rows, vectors));
        }
      });
    }
  });
  fn.release(frame.a, frame.b);
  nest.release();
}

/** Only a segment that reaches the end has vectors with fewer than four columns; it is never looped over. */
const lanesOf = (n: Axis, vectors: Segment, vector: number): number =>
  Math.min(4, n.size - 4 * (vectors.start + (vectors.turns - 1) * vectors.size + vector));

function emitPack(
  { context, spec, nest, n }: Frame,
  vectors: Segment,
  { rows, stride }: { readonly rows: number; readonly stride: number },
  packed: number,
): void {
  const { pointer, offset } = nest.at(n, 4 * vectors.start, 4).address(spec.b.view);
  const columns = Array.from({ length: vectors.size }, (_, vector) => lanesOf(n, vectors, vector));
  packPanel(context.fn, {
    from: { pointer, offset: spec.b.address + offset },
    rows,
    rowStride: stride,
    columnStride: n.strides[n.strides.length - 1],
    lanes: columns,
    to: packed,
  });
}

function emitTile({ context, spec, nest, m, n, packed, a, b }: Frame, rows: Segment, vectors: Segment): void {
  const { fn, emission } = context;
  const height = rows.size;
  const width = vectors.size;
  const sums = Array.from({ length: height * width }, () => fn.local(V128));
  const right = Array.from({ length: width }, () => fn.local(V128));
  const left = fn.local(V128);
  for (const sum of sums) fn.set(sum, v128.zero);
  const start = nest.at(n, 4 * vectors.start, 4, { axis: m, elements: rows.start });
  const placeA = start.address(spec.a.view);
  const placeB = start.address(spec.b.view);
  // A loop may go backwards through an operand: the pointers stand at elements that are really there, never before 0.
  const firstA = Math.min(...spec.steps.map((step) => step.a));
  const firstB = packed === undefined ? Math.min(...spec.steps.map((step) => step.b)) : 0;
  fn.set(a, plus(placeA.pointer, 4 * firstA));
  fn.set(b, packed === undefined ? plus(placeB.pointer, 4 * firstB) : i32.constant(0));
  const baseA = spec.a.address + placeA.offset - 4 * firstA;
  const baseB = packed ?? spec.b.address + placeB.offset - 4 * firstB;
  const rowStride = m.strides[m.strides.length - 2];
  const scaleB = packed === undefined ? undefined : 4 * width;
  const product = (step: InnerStep, turn: number): void => {
    const offsetB = scaleB === undefined ? step.b : scaleB * turn;
    right.forEach((vector, place) => {
      fn.set(vector, v128.load(get(b), baseB + 4 * offsetB + 16 * place));
    });
    for (let row = 0; row < height; row++) {
      fn.set(left, v128.loadSplat(get(a), baseA + 4 * (step.a + row * rowStride)));
      for (let place = 0; place < width; place++) {
        const sum = sums[row * width + place];
        fn.set(sum, multiplyAdd(emission, get(left), get(right[place]), get(sum)));
      }
    }
  };
  const steps = (list: readonly InnerStep[]): void => {
    list.forEach(product);
  };
  const advance = (by: InnerStep): void => {
    if (by.a !== 0) fn.set(a, i32.add(get(a), i32.constant(4 * by.a)));
    if (by.b !== 0) fn.set(b, i32.add(get(b), i32.constant(4 * by.b)));
  };
  const around = (loops: readonly InnerLoop[]): void => {
    const [loop, inner] = loops;
    if (loop === undefined) {
      steps(spec.steps);
      return;
    }
    // The loop inside has moved the pointers on by its whole way already.
    const walked =
      inner === undefined ? { a: 0, b: 0 } : { a: inner.turns * inner.a, b: inner.turns * inner.b };
    const moveB = scaleB === undefined ? loop.b - walked.b : scaleB * spec.steps.length;
    const counter = fn.local(I32);
    fn.count(counter, i32.constant(loop.turns), i32.constant(0), -1, () => {
      around(loops.slice(1));
      advance({ a: loop.a - walked.a, b: moveB });
    });
    fn.release(counter);
  };
  around(spec.loops);
  steps(spec.rest);
  fn.release(left, ...right);
  sums.forEach((sum, place) => {
    const row = Math.floor(place / width);
    const vector = place % width;
    const position = nest.at(n, 4 * (vectors.start + vector), lanesOf(n, vectors, vector), {
      axis: m,
      elements: rows.start + row,
    });
    emitStores(context, spec.stores, position, get(sum));
  });
  fn.release(...sums);
}
