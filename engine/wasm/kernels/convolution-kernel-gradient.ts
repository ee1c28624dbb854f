/**
 * The gradient of a convolution's kernel: dKernel[f, c, i, j] = Σ dOut[b, f, y, x] · image[b, c, y·s + i·d, x·s + j·d].
 * Rows of dOut and of the shifted image are multiplied four pixels at a time; the lanes are summed at the very end.
 */
import { get, I32, i32, type Local, V128 } from "../assembler/code.ts";
import { f32x4, v128 } from "../assembler/vector.ts";
import type { View } from "../graph/view.ts";
import { type Axis, loopAxes } from "./axes.ts";
import type { Canvas } from "./canvas.ts";
import { imageCanvas } from "./convolution.ts";
import { viewsOf } from "./elementwise.ts";
import { multiplyAdd } from "./emission.ts";
import { type EvaluationContext, emitStores } from "./evaluate.ts";
import { type Core, type Kernel, mapViews, type Store } from "./kernel.ts";
import { everyPlace, makeNest, type Nest } from "./nest.ts";
import { transpose } from "./pack.ts";
import { evenSegments, type Segment } from "./tiles.ts";

type Gradient = Extract<Core, { kind: "conv2dKernelGradient" }>;

interface Frame {
  readonly context: EvaluationContext;
  readonly stores: readonly Store[];
  readonly nest: Nest;
  /** Filters of a group, and columns of the kernel. */
  readonly filter: Axis;
  readonly column: Axis;
  readonly rows: View;
  readonly pixels: View;
  readonly canvas: Canvas;
  readonly core: Gradient;
}

/** Columns of the kernel in one tile; with them, as many filters as the registers hold. */
const COLUMNS = 5;
const filtersFor = (columns: number): number =>
  columns >= 4 ? 2 : columns === 3 ? 3 : columns === 2 ? 4 : 6;

export function emitConv2dKernelGradient(context: EvaluationContext, kernel: Kernel, core: Gradient): void {
  const { fn } = context;
  const { dilation, groups } = core.window;
  const [filters, channels, kernelHeight, kernelWidth] = kernel.shape;
  const [, , height, width] = core.outputGradient.view.shape;
  const groupFilters = filters / groups;
  const canvas = imageCanvas(context, core.image, core.window, core.outputGradient.view.shape, kernel.shape);
  const shape = [groups, channels, kernelHeight, groupFilters, kernelWidth];
  const stores = mapViews(kernel.stores, ({ strides: [f, c, i, j], offset }) => ({
    shape,
    strides: [groupFilters * f, c, i, f, j],
    offset,
  }));
  const rows: View = {
    shape,
    strides: [groupFilters * height * width, 0, 0, height * width, 0],
    offset: core.outputGradient.view.offset,
  };
  const pixels: View = {
    shape,
    strides: [channels * canvas.channelStride, canvas.channelStride, dilation[0] * canvas.rowStride, 0, 0],
    offset: canvas.offset,
  };
  const views = [...viewsOf({ stores }), rows, pixels];
  const outer = loopAxes(
    shape.slice(0, 3),
    views.map((view) => ({ ...view, strides: view.strides.slice(0, 3) })),
  );
  const axis = (place: number): Axis => ({
    size: shape[place],
    strides: views.map((view) => view.strides[place]),
    reduced: false,
  });
  const [filter, column] = [axis(3), axis(4)];
  const nest = makeNest(fn, views, [...outer, filter, column]);
  const frame = { context, stores, nest, filter, column, rows, pixels, canvas, core };
  nest.over(outer.map(everyPlace), () => {
    for (const segment of evenSegments(kernelWidth, COLUMNS)) {
      for (let turn = 0; turn < segment.turns; turn++) {
        const columns = { start: segment.start + turn * segment.size, size: segment.size };
        for (const tile of evenSegments(groupFilters, filtersFor(segment.size))) {
          nest.over([{ axis: filter, turns: tile.turns, step: tile.size }], () =>
            emitTile(frame, tile, columns),
          );
        }
      }
    }
  });
  nest.release();
}

interface Columns {
  readonly start: number;
  readonly size: number;
}

function emitTile(frame: Frame, tile: Segment, columns: Columns): void {
  const { context, nest, filter, column, stores } = frame;
  const { fn } = context;
  const sums = Array.from({ length: tile.size * columns.size }, () => fn.local(V128));
  for (const sum of sums) fn.set(sum, v128.zero);
  sumProducts(frame, tile, columns, sums);
  for (let row = 0; row < tile.size; row++) {
    for (let first = 0; first < columns.size; first += 4) {
      const lanes = Math.min(4, columns.size - first);
      const group = [0, 1, 2, 3].map((lane) => sums[row * columns.size + first + Math.min(lane, lanes - 1)]);
      const total = fn.local(V128);
      laneSums(context, group, total);
      const position = nest.at(column, columns.start + first, lanes, {
        axis: filter,
        elements: tile.start + row,
      });
      emitStores(context, stores, position, get(total));
      fn.release(total);
    }
  }
  fn.release(...sums);
}

/** The sum of each local's four lanes, in four lanes. */
function laneSums({ fn }: EvaluationContext, group: readonly Local[], total: Local): void {
  const copies = group.map((local) => {
    const copy = fn.local(V128);
    fn.set(copy, get(local));
    return copy;
  });
  const [a, b, c, d] = transpose(fn, copies);
  fn.set(total, f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
  fn.release(...copies);
}

/** Adds up Σ dOut · image over all images and rows, lane by lane. */
function sumProducts(
  { context, nest, filter, canvas, core, rows, pixels }: Frame,
  tile: Segment,
  columns: Columns,
  sums: readonly Local[],
): void {
  const { fn, emission } = context;
  const [images, filters, height, width] = core.outputGradient.view.shape;
  const { stride, dilation } = core.window;
  const [a, b] = [fn.local(I32), fn.local(I32)];
  const at = nest.at(undefined, 0, 4, { axis: filter, elements: tile.start });
  const [placeA, placeB] = [at.address(rows), at.address(pixels)];
  fn.set(a, placeA.pointer);
  fn.set(b, placeB.pointer);
  const baseA = emission.addressOf(core.outputGradient.tensor) + placeA.offset;
  const baseB = emission.addressOf(canvas.tensor) + placeB.offset;
  const left = Array.from({ length: tile.size }, () => fn.local(V128));
  const right = fn.local(V128);
  const vector = (first: number): void => {
    const lanes = width - first;
    const mask = lanes >= 4 ? undefined : v128.mask([0, 1, 2, 3].map((lane) => lane < lanes));
    const load = (pointer: Local, address: number) => {
      const value = v128.load(get(pointer), address);
      // What lies behind a row's end may be anything, even not a number: both factors are cleared.
      return mask === undefined ? value : v128.and(value, mask);
    };
    left.forEach((local, row) => {
      fn.set(local, load(a, baseA + 4 * (row * height * width + first)));
    });
    for (let place = 0; place < columns.size; place++) {
      const shift = canvas.column((columns.start + place) * dilation[1]);
      fn.set(right, load(b, baseB + 4 * (shift + first)));
      left.forEach((local, row) => {
        const sum = sums[row * columns.size + place];
        fn.set(sum, multiplyAdd(emission, get(local), get(right), get(sum)));
      });
    }
  };
  const advance = (elementsA: number, elementsB: number): void => {
    fn.set(a, i32.add(get(a), i32.constant(4 * elementsA)));
    fn.set(b, i32.add(get(b), i32.constant(4 * elementsB)));
  };
  const [image, y, x] = [fn.local(I32), fn.local(I32), fn.local(I32)];
  fn.count(image, i32.constant(images), i32.constant(0), -1, () => {
    fn.count(y, i32.constant(height), i32.constant(0), -1, () => {
      const whole = Math.floor(width / 4);
      const looped = whole > 8 ? whole : 0;
      if (looped > 0) {
        fn.count(x, i32.constant(looped), i32.constant(0), -1, () => {
          vector(0);
          advance(4, 4);
        });
        advance(-4 * looped, -4 * looped);
      }
      for (let first = 4 * looped; first < width; first += 4) vector(first);
      advance(width, stride[0] * canvas.rowStride);
    });
    advance((filters - 1) * height * width, canvas.imageStride - height * stride[0] * canvas.rowStride);
  });
  fn.release(a, b, right, ...left, image, y, x);
}
