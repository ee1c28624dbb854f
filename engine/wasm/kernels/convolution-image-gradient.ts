/**
 * The gradient of a convolution's image: dImage[b, c, y, x] = Σ kernel[f, c, i, j] · dOut[b, f, …] over the windows that
 * met (y, x) with their element (i, j).
 */
import { elementsOf, type TensorShape } from "../../ops/ops.ts";
import { contiguous, type View } from "../graph/view.ts";
import { layCanvas } from "./canvas.ts";
import { type Contraction, emitContraction, innerSteps } from "./contraction.ts";
import { groupedView, windowSteps } from "./convolution.ts";
import { emitElementwise } from "./elementwise.ts";
import type { EvaluationContext } from "./evaluate.ts";
import {
  type Core,
  type Expression,
  type Kernel,
  mapViews,
  replaceCore,
  type Store,
  type TensorId,
} from "./kernel.ts";

type Gradient = Extract<Core, { kind: "conv2dImageGradient" }>;

export function emitConv2dImageGradient(context: EvaluationContext, kernel: Kernel, core: Gradient): void {
  if (core.window.stride[1] === 1) scatterGradients(context, kernel, core);
  else gatherGradients(context, kernel, core);
}

/**
 * Each row of windows hands its products to the pixels it met, adding up: a product of small matrices for every element
 * of the kernel, without a single multiplication by 0.
 */
function scatterGradients(context: EvaluationContext, kernel: Kernel, core: Gradient): void {
  const { stride, dilation, padding } = core.window;
  const [images, channels, height, width] = kernel.shape;
  const [, , kernelHeight, kernelWidth] = core.kernel.view.shape;
  const [, , rows, columns] = core.outputGradient.view.shape;
  const canvasShape = [
    images,
    channels,
    Math.max(height + padding[0][0], (rows - 1) * stride[0] + (kernelHeight - 1) * dilation[0] + 1),
    Math.max(width + padding[1][0], columns + (kernelWidth - 1) * dilation[1]),
  ];
  const own = targetOf(kernel, canvasShape);
  const tensor = own ?? context.emission.scratchTensor(elementsOf(canvasShape));
  fillZero(context, tensor, elementsOf(canvasShape));
  emitContraction(context, scattering(context, core, tensor, canvasShape));
  if (own !== undefined) return;
  const canvas = contiguous(canvasShape);
  const offset = padding[0][0] * canvas.strides[2] + padding[1][0];
  const stores = replaceCore(kernel.stores, {
    kind: "load",
    tensor,
    view: { ...canvas, shape: kernel.shape, offset },
  });
  emitElementwise(context, { core: { kind: "elementwise" }, shape: kernel.shape, stores });
}

/** For each element of the kernel, filters times windows, added to the canvas where the windows met their pixels. */
function scattering(
  { emission }: EvaluationContext,
  { window, kernel, outputGradient }: Gradient,
  tensor: TensorId,
  canvasShape: TensorShape,
): Contraction {
  const { stride, dilation, groups } = window;
  const [filters, channels, kernelHeight, kernelWidth] = kernel.view.shape;
  const [images, , rows, columns] = outputGradient.view.shape;
  const groupFilters = filters / groups;
  const [image, channel, row] = contiguous(canvasShape).strides;
  const element = kernelHeight * kernelWidth;
  const pixels = rows * columns;
  // Axes: image, group, channel, element's row, element's column, window's row, window's column.
  const sizes = [images, groups, channels, kernelHeight, kernelWidth, rows, columns];
  const a = [0, groupFilters * channels * element, element, kernelWidth, 1, 0, 0];
  const b = [filters * pixels, groupFilters * pixels, 0, 0, 0, columns, 1];
  const c = [image, channels * channel, channel, dilation[0] * row, dilation[1], stride[0] * row, 1];
  // The rows of the product are the kernel's columns, or the channels if the kernel is narrow.
  const order = kernelWidth >= 3 || channels < 3 ? [0, 1, 2, 3, 5, 4, 6] : [0, 1, 3, 4, 5, 2, 6];
  const inOrder = (list: readonly number[]): readonly number[] => order.map((axis) => list[axis]);
  const shape = inOrder(sizes);
  const view = (strides: readonly number[], offset: number): View => ({
    shape,
    strides: inOrder(strides),
    offset,
  });
  const target = view(c, 0);
  const before: Expression = { kind: "load", tensor, view: target };
  const sum: Expression = { kind: "op", op: "add", inputs: [before, { kind: "core" }] };
  return {
    shape,
    stores: [{ tensor, view: target, value: sum, flush: false }],
    a: { address: emission.addressOf(kernel.tensor), view: view(a, kernel.view.offset) },
    b: { address: emission.addressOf(outputGradient.tensor), view: view(b, outputGradient.view.offset) },
    ...innerSteps(groupFilters, { a: channels * element, b: pixels }, WRITTEN_OUT),
    pack: undefined,
  };
}

/** Up to so many filters are written out one after another, without a loop. */
const WRITTEN_OUT = 8;

/** The result's own tensor can be added up in, if it is all that is stored and has the canvas's size. */
function targetOf({ stores, shape }: Kernel, canvasShape: readonly number[]): TensorId | undefined {
  const [store] = stores;
  const isPlain = stores.length === 1 && store.value.kind === "core" && !store.flush;
  return isPlain && shape.every((size, axis) => size === canvasShape[axis]) ? store.tensor : undefined;
}

function fillZero(context: EvaluationContext, tensor: TensorId, elements: number): void {
  const zero: Store = {
    tensor,
    view: contiguous([elements]),
    value: { kind: "constant", value: 0 },
    flush: false,
  };
  emitElementwise(context, { core: { kind: "elementwise" }, shape: [elements], stores: [zero] });
}

/** Each pixel sums over the windows that met it, on a canvas where the places between strides hold 0. */
function gatherGradients(
  context: EvaluationContext,
  kernel: Kernel,
  core: Extract<Core, { kind: "conv2dImageGradient" }>,
): void {
  const { stride, dilation, padding, groups } = core.window;
  const [images, , height, width] = kernel.shape;
  const [filters, channels, kernelHeight, kernelWidth] = core.kernel.view.shape;
  const groupFilters = filters / groups;
  const [reachY, reachX] = [(kernelHeight - 1) * dilation[0], (kernelWidth - 1) * dilation[1]];
  const canvas = layCanvas(context, core.outputGradient, core.outputGradient.view.shape, {
    height: height + reachY,
    width: width + reachX,
    top: reachY - padding[0][0],
    left: reachX - padding[1][0],
    step: stride,
    phases: 1,
    ground: 0,
  });
  const filterSize = channels * kernelHeight * kernelWidth;
  const shape = [images, groups, height, channels, width];
  const { steps, loops } = windowSteps(kernelHeight, kernelWidth, (i, j) => ({
    a: i * kernelWidth + j,
    b: (reachY - i * dilation[0]) * canvas.rowStride + (reachX - j * dilation[1]),
  }));
  emitContraction(context, {
    shape,
    stores: mapViews(kernel.stores, (view) => groupedView(view, shape, channels)),
    a: {
      address: context.emission.addressOf(core.kernel.tensor),
      view: {
        shape,
        strides: [0, groupFilters * filterSize, 0, kernelHeight * kernelWidth, 0],
        offset: core.kernel.view.offset,
      },
    },
    b: {
      address: context.emission.addressOf(canvas.tensor),
      view: {
        shape,
        strides: [canvas.imageStride, groupFilters * canvas.channelStride, canvas.rowStride, 0, 1],
        offset: canvas.offset,
      },
    },
    loops: [{ turns: groupFilters, a: filterSize, b: canvas.channelStride }, ...loops],
    steps,
    rest: [],
    pack: undefined,
  });
}
