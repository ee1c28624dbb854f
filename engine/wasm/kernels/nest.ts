/** Nested loops with one moving pointer for each distinct way of striding through memory. */
import { type Code, get, I32, i32, type Local } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { View } from "../graph/view.ts";
import type { Axis } from "./axes.ts";
import type { Position } from "./evaluate.ts";

export interface Nest {
  /**
   * Runs `body` for each place along the axes, outermost first, from where the pointers stand; they stand there again
   * afterwards. `steps` gives the number of elements a turn of each axis covers (1 unless stated).
   */
  over(axes: readonly NestAxis[], body: () => void): void;
  /** A position at the pointers' place, moved by fixed numbers of elements along the vector axis and along others. */
  at(vectorAxis: Axis | undefined, shift: number, lanes: number, ...others: readonly Shift[]): Position;
  release(): void;
}

export interface Shift {
  readonly axis: Axis;
  readonly elements: number;
}

export interface NestAxis {
  readonly axis: Axis;
  readonly turns: number;
  /** Elements along the axis that one turn covers. */
  readonly step: number;
}

export const everyPlace = (axis: Axis): NestAxis => ({ axis, turns: axis.size, step: 1 });

/** `views` are in the order of the axes' strides. Views that move alike share a pointer. */
export function makeNest(fn: FunctionBuilder, views: readonly View[], axes: readonly Axis[]): Nest {
  const groups = new Map<string, { readonly view: number; readonly pointer: Local }>();
  const groupOf = new Map<View, Local | undefined>();
  views.forEach((view, place) => {
    const strides = axes.map((axis) => axis.strides[place]);
    const { turn = 0 } = view;
    if (turn === 0 && strides.every((stride) => stride === 0)) {
      groupOf.set(view, undefined);
      return;
    }
    const key = `${strides.join()}/${turn}`;
    const group = groups.get(key) ?? { view: place, pointer: fn.local(I32) };
    if (!groups.has(key))
      fn.set(group.pointer, turn === 0 ? ZERO : i32.multiply(get(TIME), i32.constant(4 * turn)));
    groups.set(key, group);
    groupOf.set(view, group.pointer);
  });
  const pointers = [...groups.values()];

  const over = (loops: readonly NestAxis[], body: () => void): void => {
    const [outer, ...inner] = loops;
    if (outer === undefined) {
      body();
      return;
    }
    const { axis, turns, step } = outer;
    if (turns === 1) {
      over(inner, body);
      return;
    }
    const advance = (elements: number): void => {
      for (const { view, pointer } of pointers) {
        const bytes = 4 * axis.strides[view] * elements;
        if (bytes !== 0) fn.set(pointer, i32.add(get(pointer), i32.constant(bytes)));
      }
    };
    const counter = fn.local(I32);
    fn.count(counter, i32.constant(turns), i32.constant(0), -1, () => {
      over(inner, body);
      advance(step);
    });
    fn.release(counter);
    advance(-step * turns);
  };

  return {
    over,
    at: (vectorAxis, shift, lanes, ...others) => ({
      lanes,
      address(view) {
        const pointer = groupOf.get(view);
        const place = views.indexOf(view);
        const along = shift * (vectorAxis?.strides[place] ?? 0);
        const aside = others.reduce((sum, { axis, elements }) => sum + elements * axis.strides[place], 0);
        const offset = 4 * (view.offset + along + aside);
        return { pointer: pointer === undefined ? ZERO : get(pointer), offset };
      },
      laneStride: (view) => vectorAxis?.strides[views.indexOf(view)] ?? 0,
    }),
    release: () => fn.release(...pointers.map(({ pointer }) => pointer)),
  };
}

/** The one parameter of functions that run in a loop over time. */
const TIME: Local = 0;
const ZERO: Code = i32.constant(0);
