/** What the poolings share: attributes, shape rule, and the mean over windows. */
import { flag, optional, padding, sizes } from "../catalog/attribute.ts";
import type { Ops, PoolWindow } from "../engine/ops/ops.ts";
import type { Size } from "../shapes/size.ts";
import type { OutputAxis, ShapeRule } from "./define.ts";
import { checkPadding, noPadding, type Padding, slideWindows } from "./window.ts";

const sides = { 1: "Length", 2: "Height and width", 3: "Depth, height and width" };

/** `axes` is how many the window slides along. */
export const poolAttributes = <const N extends 1 | 2 | 3>(axes: N, paddingDoc: string) => ({
  kernel: sizes(axes, `${sides[axes]} of the window${axes === 1 ? "." : "; one number for all."}`),
  stride: optional(sizes(axes, "How far the window moves; as far as it is large where not given.")),
  padding: padding(axes, paddingDoc, { fallback: noPadding(axes) }),
});

export const countPadding = flag("Whether the zeros around the input count in the mean.", {
  fallback: true,
  namedOnly: true,
});

export const poolForeignAttributes = { kernel_size: "kernel", pool_size: "kernel", strides: "stride" };

interface Pooling {
  readonly kernel: readonly Size[];
  readonly stride: readonly Size[] | undefined;
  readonly padding: Padding;
}

/** [channels, ...sides] → [channels, ...places] */
export function poolShape(
  channels: Size,
  sizesOfSides: readonly Size[],
  { kernel, stride = kernel, padding: around }: Pooling,
  rule: ShapeRule,
): readonly OutputAxis[] {
  checkPadding(around, kernel, rule);
  const dilation = kernel.map(() => 1);
  return [
    channels,
    ...slideWindows({ sizes: sizesOfSides, kernel, stride, padding: around, dilation }, rule),
  ];
}

/** [batch, channels, h, w] → [batch, channels, h', w'], the mean of each window, with or without the zeros around. */
export function meanOfWindows<T>(
  ops: Ops<T>,
  x: T,
  { kernel, stride, padding: around }: PoolWindow,
  countsPadding: boolean,
): T {
  const [, channels = 1, height = 1, width = 1] = ops.shapeOf(x);
  // The sum over a window is a convolution of each channel by itself with ones.
  const ones = ops.constant(1, [channels, 1, ...kernel]);
  const window = { stride, padding: around, dilation: [1, 1] as const, groups: channels };
  const sums = ops.conv2d(x, ones, window);
  const cells = countsPadding
    ? ops.constant(kernel[0] * kernel[1])
    : ops.conv2d(ops.constant(1, [1, channels, height, width]), ones, window);
  return ops.div(sums, cells);
}
