/** The arithmetic of windows that slide along one, two or three axes: how many places fit, and what to say when none does. */
import { add, multiply, subtract } from "../shapes/arithmetic.ts";
import { compare } from "../shapes/compare.ts";
import { ceilDivide, floorDivide } from "../shapes/division.ts";
import { formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import type { OutputAxis, ShapeRule } from "./define.ts";

type Pair<S> = readonly [S, S];
export type Padding<S = Size> = "same" | readonly (readonly [S, S])[];

/** Everything along [length], [height, width] or [depth, height, width]. */
export interface Windows {
  readonly sizes: readonly Size[];
  readonly kernel: readonly Size[];
  readonly stride: readonly Size[];
  readonly padding: Padding;
  readonly dilation: readonly Size[];
}

/** A pair of zeros for each axis. */
export const noPadding = (axes: number): readonly Pair<number>[] =>
  Array.from({ length: axes }, () => [0, 0]);

/** The output's size along each axis; a problem where a window is larger than the padded input. */
export function slideWindows(windows: Windows, rule: ShapeRule): readonly OutputAxis[] {
  const axes = axesOf(windows);
  for (const [index, axis] of axes.entries()) {
    if (!axes.slice(0, index).some((other) => isSameQuestion(other, axis))) checkFits(windows, axis, rule);
  }
  return axes.map(outputOf);
}

interface NumberWindows<Sizes extends readonly number[]> {
  readonly sizes: Sizes;
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: Padding<number>;
  readonly dilation?: readonly number[];
}

/** Padding in numbers, [before, after] along each axis. `same` keeps ⌈size / stride⌉ places; an odd cell goes behind. */
export function padWindows<const Sizes extends readonly number[]>(
  windows: NumberWindows<Sizes>,
): { readonly [Axis in keyof Sizes]: Pair<number> } {
  const { sizes, kernel, stride, padding, dilation = [] } = windows;
  const pairs = sizes.map((size, axis): Pair<number> => {
    if (padding !== "same") return padding[axis] ?? [0, 0];
    const [window = 1, step = 1, spread = 1] = [kernel[axis], stride[axis], dilation[axis]];
    const reach = (window - 1) * spread + 1;
    const total = Math.max((Math.ceil(size / step) - 1) * step + reach - size, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
  // One pair for each size, by construction.
  return pairs as unknown as { readonly [Axis in keyof Sizes]: Pair<number> };
}

/** A pooling window at the edge must see something of the image. */
export function checkPadding(around: Padding, kernel: readonly Size[], rule: ShapeRule): void {
  if (around === "same") return;
  const sides = around.flatMap((pair, axis) => pair.map((side) => ({ side, window: kernel[axis] ?? 1 })));
  for (const { side, window } of sides) {
    rule.atLeast(window, multiply(2, side), {
      kind: "wrong-attribute",
      what: `The padding ${formatSize(side)} is more than half of the window's ${formatSize(window)}.`,
      why: "A window at the edge could then hold nothing but padding, and say nothing about the image.",
      advice: "Use less padding or a larger kernel.",
      attribute: "padding",
    });
  }
}

interface Axis {
  readonly name: string;
  readonly size: Size;
  readonly kernel: Size;
  readonly stride: Size;
  readonly padding: "same" | Pair<Size>;
  readonly dilation: Size;
}

const sideNames = ["depth", "height", "width"];

const axesOf = ({ sizes, kernel, stride, padding, dilation }: Windows): readonly Axis[] =>
  sizes.map((size, index) => ({
    name: sizes.length === 1 ? "length" : (sideNames.at(index - sizes.length) ?? "depth"),
    size,
    kernel: kernel[index] ?? 1,
    stride: stride[index] ?? 1,
    padding: padding === "same" ? "same" : (padding[index] ?? [0, 0]),
    dilation: dilation[index] ?? 1,
  }));

const reachOf = ({ kernel, dilation }: Axis): Size => add(multiply(dilation, subtract(kernel, 1)), 1);

const paddedSize = ({ size, padding }: Axis): Size => (padding === "same" ? size : add(size, ...padding));

function outputOf(axis: Axis): OutputAxis {
  const size =
    axis.padding === "same"
      ? ceilDivide(axis.size, axis.stride)
      : add(floorDivide(subtract(paddedSize(axis), reachOf(axis)), axis.stride), 1);
  return { size, by: formulaOf(axis) };
}

function checkFits(windows: Windows, axis: Axis, rule: ShapeRule): void {
  if (axis.padding === "same") return;
  const places = formatSize(add(floorDivide(subtract(paddedSize(axis), reachOf(axis)), axis.stride), 1));
  const stretched =
    axis.dilation === 1
      ? ""
      : ` With dilation ${formatSize(axis.dilation)} it spans ${formatSize(reachOf(axis))}.`;
  rule.atLeast(paddedSize(axis), reachOf(axis), {
    kind: "window-too-large",
    what: `A ${formatWindow(windows.kernel)} does not fit: the input is ${formatSides(windows.sizes)} and the padding ${formatPadding(axis.padding)}.${stretched}`,
    why: `${formulaOf(axis)} = ${places.replace("-", "−")}.`,
    advice: `Use a smaller kernel, add padding, or shrink the ${axis.name === "length" ? "sequence" : "image"} less before this layer.`,
    axis: axis.name,
    attribute: "kernel",
  });
}

/** "3×3 window", and "window of 3" for a single axis. */
const formatWindow = (sizes: readonly Size[]): string =>
  sizes.length === 1 ? `window of ${formatSize(sizes[0] ?? 1)}` : `${formatSides(sizes)} window`;

/** "28×28", and "9 long" for a single axis. */
const formatSides = (sizes: readonly Size[]): string =>
  sizes.length === 1 ? `${formatSize(sizes[0] ?? 1)} long` : sizes.map((size) => formatSize(size)).join("×");

const isSameQuestion = (a: Axis, b: Axis): boolean =>
  compare(paddedSize(a), paddedSize(b)) === "equal" && compare(reachOf(a), reachOf(b)) === "equal";

/** "(28 + 2·0 − 5) / 1 + 1", or "⌈28 / 2⌉" for `same`. */
function formulaOf(axis: Axis): string {
  const [size, stride, kernel] = [axis.size, axis.stride, axis.kernel].map((each) => factor(each));
  if (axis.padding === "same") return `⌈${size} / ${stride}⌉`;
  const [before, after] = axis.padding.map((each) => factor(each));
  const padding = before === after ? `2·${before}` : `${before} + ${after}`;
  const window = axis.dilation === 1 ? kernel : `${factor(axis.dilation)}·(${kernel} − 1) − 1`;
  return `(${size} + ${padding} − ${window}) / ${stride} + 1`;
}

function formatPadding([before, after]: Pair<Size>): string {
  return compare(before, after) === "equal"
    ? formatSize(before)
    : `${formatSize(before)} + ${formatSize(after)}`;
}

/** A size that can stand beside a sign. */
export const factor = (size: Size): string => {
  const text = formatSize(size);
  return /^\w+$/.test(text) ? text : `(${text})`;
};
