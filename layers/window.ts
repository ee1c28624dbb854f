/** The arithmetic of windows that slide over an image: how many places fit, and what to say when none does. */
import { add, multiply, subtract } from "../shapes/arithmetic.ts";
import { compare } from "../shapes/compare.ts";
import { ceilDivide, floorDivide } from "../shapes/division.ts";
import { formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import type { OutputAxis, ShapeRule } from "./define.ts";

type Pair<S> = readonly [S, S];
export type Padding<S = Size> = "same" | readonly (readonly [S, S])[];

/** Everything along [height, width]. */
export interface Windows {
  readonly sizes: Pair<Size>;
  readonly kernel: Pair<Size>;
  readonly stride: Pair<Size>;
  readonly padding: Padding;
  readonly dilation: Pair<Size>;
}

/** [height, width] of the output; a problem where a window is larger than the padded input. */
export function slideWindows(windows: Windows, rule: ShapeRule): readonly [OutputAxis, OutputAxis] {
  const axes = [0, 1].map((index) => axisOf(windows, index as 0 | 1)) as [Axis, Axis];
  const [height, width] = axes;
  checkFits(windows, height, rule);
  if (!isSameQuestion(height, width)) checkFits(windows, width, rule);
  return [outputOf(height), outputOf(width)];
}

/** Padding in numbers, [before, after] along each axis. `same` keeps ⌈size / stride⌉ places; an odd cell goes behind. */
export function padWindows(
  padding: Padding<number>,
  sizes: Pair<number>,
  kernel: Pair<number>,
  stride: Pair<number>,
  dilation: Pair<number>,
): Pair<Pair<number>> {
  const along = (axis: 0 | 1): Pair<number> => {
    if (padding !== "same") return padding[axis] ?? [0, 0];
    const reach = (kernel[axis] - 1) * dilation[axis] + 1;
    const places = Math.ceil(sizes[axis] / stride[axis]);
    const total = Math.max((places - 1) * stride[axis] + reach - sizes[axis], 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  return [along(0), along(1)];
}

/** A pooling window at the edge must see something of the image. */
export function checkPadding(around: Padding, kernel: Pair<Size>, rule: ShapeRule): void {
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
  readonly name: "height" | "width";
  readonly size: Size;
  readonly kernel: Size;
  readonly stride: Size;
  readonly padding: "same" | Pair<Size>;
  readonly dilation: Size;
}

function axisOf({ sizes, kernel, stride, padding, dilation }: Windows, index: 0 | 1): Axis {
  return {
    name: index === 0 ? "height" : "width",
    size: sizes[index],
    kernel: kernel[index],
    stride: stride[index],
    padding: padding === "same" ? "same" : (padding[index] ?? [0, 0]),
    dilation: dilation[index],
  };
}

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
  const [height, width] = windows.sizes.map((size) => formatSize(size));
  const places = formatSize(add(floorDivide(subtract(paddedSize(axis), reachOf(axis)), axis.stride), 1));
  const reach = formatSize(reachOf(axis));
  const stretched =
    axis.dilation === 1 ? "" : ` With dilation ${formatSize(axis.dilation)} it spans ${reach}.`;
  rule.atLeast(paddedSize(axis), reachOf(axis), {
    kind: "window-too-large",
    what: `A ${windows.kernel.map((size) => formatSize(size)).join("×")} window does not fit: the input is ${height}×${width} and the padding ${formatPadding(axis.padding)}.${stretched}`,
    why: `${formulaOf(axis)} = ${places.replace("-", "−")}.`,
    advice: "Use a smaller kernel, add padding, or shrink the image less before this layer.",
    axis: axis.name,
    attribute: "kernel",
  });
}

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
const factor = (size: Size): string => {
  const text = formatSize(size);
  return /^\w+$/.test(text) ? text : `(${text})`;
};
