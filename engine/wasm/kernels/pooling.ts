/** Max pooling and its gradient, written as elementwise kernels over the windows' elements. */

import { elementsOf, type PoolWindow, type TensorShape } from "../../ops/ops.ts";
import { contiguous, type View } from "../graph/view.ts";
import { layCanvas } from "./canvas.ts";
import { emitElementwise } from "./elementwise.ts";
import type { EvaluationContext } from "./evaluate.ts";
import {
  type Core,
  type Expression,
  type Kernel,
  type Operand,
  replaceCore,
  type TensorId,
} from "./kernel.ts";

type Op = Extract<Expression, { kind: "op" }>["op"];

const ELEMENTWISE: Core = { kind: "elementwise" };
const ZERO: Expression = { kind: "constant", value: 0 };
const op = (name: Op, ...inputs: readonly Expression[]): Expression => ({ kind: "op", op: name, inputs });

export function emitMaxPool2d(
  context: EvaluationContext,
  kernel: Kernel,
  core: Extract<Core, { kind: "maxPool2d" }>,
): void {
  const elements = windowElements(
    core.window,
    kernel.shape,
    imageOnGround(context, core.image, core.window, Number.NEGATIVE_INFINITY),
  );
  const loads = elements.map(({ tensor, view }): Expression => ({ kind: "load", tensor, view }));
  const largest = loads.reduce((best, load) => op("maximum", best, load));
  emitElementwise(context, { ...kernel, core: ELEMENTWISE, stores: replaceCore(kernel.stores, largest) });
}

/** Each window hands its gradient to its first largest element; windows that overlap are handled one element at a time, adding up. */
export function emitMaxPool2dGradient(
  context: EvaluationContext,
  kernel: Kernel,
  core: Extract<Core, { kind: "maxPool2dGradient" }>,
): void {
  const { window } = core;
  const outputShape = core.output.view.shape;
  const image = imageOnGround(context, core.image, window, Number.NEGATIVE_INFINITY);
  const isPadded = window.padding.flat().some((size) => size > 0);
  const [target] = kernel.stores;
  const gradient = isPadded ? context.emission.scratchTensor(elementsOf(image.shape)) : target.tensor;
  const places = windowElements(window, outputShape, { ...image, tensor: gradient, offset: 0 });
  const values = shares(core, windowElements(window, outputShape, image));
  const apart = window.stride.every((stride, axis) => stride >= window.kernel[axis]);
  const covers =
    apart &&
    !isPadded &&
    image.shape.slice(2).every((size, axis) => size === outputShape[2 + axis] * window.kernel[axis]);
  if (!covers) fill(context, gradient, image.shape);
  const whole = places.map((place, index) => ({ ...place, value: values[index], flush: false }));
  if (apart) emitElementwise(context, { core: ELEMENTWISE, shape: outputShape, stores: whole });
  else {
    for (const { value, ...place } of whole) {
      const sum = op("add", { kind: "load", tensor: place.tensor, view: place.view }, value);
      emitElementwise(context, { core: ELEMENTWISE, shape: outputShape, stores: [{ ...place, value: sum }] });
    }
  }
  if (isPadded) cutOut(context, kernel, window, gradient, image.shape);
  for (const other of kernel.stores.slice(1)) {
    const view = contiguous(kernel.shape);
    const value: Expression = { kind: "load", tensor: target.tensor, view };
    emitElementwise(context, { core: ELEMENTWISE, shape: kernel.shape, stores: [{ ...other, value }] });
  }
}

interface Ground {
  readonly tensor: TensorId;
  readonly offset: number;
  readonly shape: TensorShape;
}

function imageOnGround(
  context: EvaluationContext,
  image: Operand,
  { padding }: PoolWindow,
  ground: number,
): Ground {
  const [images, channels, height, width] = image.view.shape;
  const [[top, bottom], [left, right]] = padding;
  const shape = [images, channels, height + top + bottom, width + left + right];
  const layout = { height: shape[2], width: shape[3], top, left, step: [1, 1] as const, phases: 1, ground };
  const { tensor, offset } = layCanvas(context, image, image.view.shape, layout);
  return { tensor, offset, shape };
}

/** For each element of the window, in row order, where it lies for every output. */
function windowElements(
  { kernel, stride }: PoolWindow,
  outputShape: TensorShape,
  { tensor, offset, shape }: Ground,
): readonly Operand[] {
  const [, channels, height, width] = shape;
  const strides = [channels * height * width, height * width, stride[0] * width, stride[1]];
  return Array.from({ length: kernel[0] * kernel[1] }, (_, element): Operand => {
    const [row, column] = [Math.floor(element / kernel[1]), element % kernel[1]];
    const view: View = { shape: outputShape, strides, offset: offset + row * width + column };
    return { tensor, view };
  });
}

/** What each element of a window gets: the gradient that is left when it is the first to equal the maximum, else 0. */
function shares(
  { output, outputGradient }: Extract<Core, { kind: "maxPool2dGradient" }>,
  elements: readonly Operand[],
): readonly Expression[] {
  const load = ({ tensor, view }: Operand): Expression => ({ kind: "load", tensor, view });
  const largest = load(output);
  let left = load(outputGradient);
  return elements.map((element) => {
    const isLargest = op("equal", load(element), largest);
    const share = op("select", isLargest, left, ZERO);
    left = op("select", isLargest, ZERO, left);
    return share;
  });
}

function fill(context: EvaluationContext, tensor: TensorId, shape: TensorShape): void {
  const stores = [{ tensor, view: contiguous(shape), value: ZERO, flush: false }];
  emitElementwise(context, { core: ELEMENTWISE, shape, stores });
}

function cutOut(
  context: EvaluationContext,
  kernel: Kernel,
  { padding }: PoolWindow,
  from: TensorId,
  shape: TensorShape,
): void {
  const whole = contiguous(shape);
  const view = { ...whole, shape: kernel.shape, offset: padding[0][0] * shape[3] + padding[1][0] };
  const [target] = kernel.stores;
  const value: Expression = { kind: "load", tensor: from, view };
  emitElementwise(context, { core: ELEMENTWISE, shape: kernel.shape, stores: [{ ...target, value }] });
}
