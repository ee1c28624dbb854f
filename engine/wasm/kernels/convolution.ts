/** Convolutions as products: filters are the rows, neighbouring pixels of a row the columns, and windows the inner dimension. */
import type { Conv2dWindow } from "../../ops/ops.ts";
import type { View } from "../graph/view.ts";
import { type Canvas, layCanvas } from "./canvas.ts";
import { emitContraction, type InnerLoop, type InnerStep } from "./contraction.ts";
import type { EvaluationContext } from "./evaluate.ts";
import { type Core, type Kernel, mapViews, type Operand } from "./kernel.ts";

/** Windows of up to this many elements are written out without a loop. */
const WRITTEN_OUT = 8;

/** out[b, f, y, x] = Σ kernel[f, c, i, j] · image[b, c, y·s + i·d, x·s + j·d], over the channels of the filter's group. */
export function emitConv2d(
  context: EvaluationContext,
  kernel: Kernel,
  core: Extract<Core, { kind: "conv2d" }>,
): void {
  const { stride, dilation, groups } = core.window;
  const [images, filters, height, width] = kernel.shape;
  const [, channels, kernelHeight, kernelWidth] = core.kernel.view.shape;
  const groupFilters = filters / groups;
  const canvas = imageCanvas(context, core.image, core.window, kernel.shape, core.kernel.view.shape);
  const filterSize = channels * kernelHeight * kernelWidth;
  const shape = [images, groups, height, groupFilters, width];
  const { steps, loops } = windowSteps(kernelHeight, kernelWidth, (i, j) => ({
    a: i * kernelWidth + j,
    b: i * dilation[0] * canvas.rowStride + canvas.column(j * dilation[1]),
  }));
  emitContraction(context, {
    shape,
    stores: mapViews(kernel.stores, (view) => groupedView(view, shape, groupFilters)),
    a: {
      address: context.emission.addressOf(core.kernel.tensor),
      view: {
        shape,
        strides: [0, groupFilters * filterSize, 0, filterSize, 0],
        offset: core.kernel.view.offset,
      },
    },
    b: {
      address: context.emission.addressOf(canvas.tensor),
      view: {
        shape,
        strides: [canvas.imageStride, channels * canvas.channelStride, stride[0] * canvas.rowStride, 0, 1],
        offset: canvas.offset,
      },
    },
    loops: [{ turns: channels, a: kernelHeight * kernelWidth, b: canvas.channelStride }, ...loops],
    steps,
    rest: [],
    pack: undefined,
  });
}

/** The padded image, its columns sorted so that windows a stride apart are neighbours. */
export function imageCanvas(
  context: EvaluationContext,
  image: Operand,
  window: Conv2dWindow,
  [, , height, width]: readonly number[],
  [, , kernelHeight, kernelWidth]: readonly number[],
): Canvas {
  const { stride, dilation, padding } = window;
  return layCanvas(context, image, image.view.shape, {
    height: (height - 1) * stride[0] + (kernelHeight - 1) * dilation[0] + 1,
    width: (width - 1) * stride[1] + (kernelWidth - 1) * dilation[1] + 1,
    top: padding[0][0],
    left: padding[1][0],
    step: [1, 1],
    phases: stride[1],
    ground: 0,
  });
}

/** [images, group · inGroup, rows, columns] seen as [images, group, rows, inGroup, columns]. */
export function groupedView({ strides, offset }: View, shape: readonly number[], inGroup: number): View {
  const [image, channel, row, column] = strides;
  return { shape, strides: [image, inGroup * channel, row, channel, column], offset };
}

/** A window's elements in row order: all written out, or row by row in a loop. */
export function windowSteps(
  height: number,
  width: number,
  place: (i: number, j: number) => InnerStep,
): { readonly steps: readonly InnerStep[]; readonly loops: readonly InnerLoop[] } {
  const row = (i: number): InnerStep[] => Array.from({ length: width }, (_, j) => place(i, j));
  if (height * width <= WRITTEN_OUT || height === 1) {
    return { steps: Array.from({ length: height }, (_, i) => row(i)).flat(), loops: [] };
  }
  const [first, second] = [place(0, 0), place(1, 0)];
  return { steps: row(0), loops: [{ turns: height, a: second.a - first.a, b: second.b - first.b }] };
}
