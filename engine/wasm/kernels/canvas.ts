/** An image laid on a larger canvas in scratch memory, so that windows never need to ask whether they reach over its edge. */
import type { TensorShape } from "../../ops/ops.ts";
import { contiguous } from "../graph/view.ts";
import { emitElementwise } from "./elementwise.ts";
import type { EvaluationContext } from "./evaluate.ts";
import type { Expression, Operand, TensorId } from "./kernel.ts";

export interface CanvasLayout {
  readonly height: number;
  readonly width: number;
  /** Where the image's first row and column lie; either may be negative, then the image is cut. */
  readonly top: number;
  readonly left: number;
  /** Canvas rows and columns from one row or column of the image to the next. */
  readonly step: readonly [number, number];
  /** Columns are kept in this many groups, every `phases`th together, so that a stride of that size finds neighbours. */
  readonly phases: number;
  /** What surrounds the image. */
  readonly ground: number;
}

/** Rows of images [images, channels, height, phases × columns]; strides in elements. */
export interface Canvas {
  readonly tensor: TensorId;
  readonly offset: number;
  readonly imageStride: number;
  readonly channelStride: number;
  readonly rowStride: number;
  /** Elements from a row's start to canvas column `x`. */
  column(x: number): number;
}

/** The image itself where nothing surrounds it, else a copy, made at this point of the kernel. */
export function layCanvas(
  context: EvaluationContext,
  image: Operand,
  shape: TensorShape,
  layout: CanvasLayout,
): Canvas {
  const [images, channels, height, width] = shape;
  const { phases } = layout;
  const bare =
    layout.top === 0 &&
    layout.left === 0 &&
    layout.height <= height &&
    layout.width <= width &&
    layout.step.every((step) => step === 1);
  if (bare && phases === 1) {
    return {
      tensor: image.tensor,
      offset: image.view.offset,
      imageStride: channels * height * width,
      channelStride: height * width,
      rowStride: width,
      column: (x) => x,
    };
  }
  const columns = Math.ceil(layout.width / phases);
  const rowStride = columns * phases;
  const channelStride = rowStride * layout.height;
  const imageStride = channelStride * channels;
  const tensor = context.emission.scratchTensor(imageStride * images);
  const column = (x: number): number => (x % phases) * columns + Math.floor(x / phases);
  const canvas = { tensor, offset: 0, imageStride, channelStride, rowStride, column };
  const whole = [images * channels, channelStride];
  const ground: Expression = { kind: "constant", value: layout.ground };
  emitElementwise(context, {
    core: { kind: "elementwise" },
    shape: whole,
    stores: [{ tensor, view: contiguous(whole), value: ground, flush: false }],
  });
  for (let phase = 0; phase < phases; phase++) copyPhase(context, image, shape, layout, canvas, phase);
  return canvas;
}

/** Copies the image's columns that fall into one phase (all of them, if there is one only). */
function copyPhase(
  context: EvaluationContext,
  image: Operand,
  [images, channels, height, width]: TensorShape,
  { top, left, step: [stepY, stepX], phases, ...size }: CanvasLayout,
  canvas: Canvas,
  phase: number,
): void {
  const rows = visible(height, top, stepY, size.height, 1, 0);
  const columns = visible(width, left, stepX, size.width, phases, phase);
  if (rows.count === 0 || columns.count === 0) return;
  const shape = [images * channels, rows.count, columns.count];
  const value: Expression = {
    kind: "load",
    tensor: image.tensor,
    view: {
      shape,
      strides: [height * width, width, columns.step],
      offset: image.view.offset + rows.first * width + columns.first,
    },
  };
  const view = {
    shape,
    strides: [canvas.channelStride, stepY * canvas.rowStride, phases === 1 ? stepX : 1],
    offset: (top + rows.first * stepY) * canvas.rowStride + canvas.column(left + columns.first * stepX),
  };
  emitElementwise(context, {
    core: { kind: "elementwise" },
    shape,
    stores: [{ tensor: canvas.tensor, view, value, flush: false }],
  });
}

/** Which of `count` places, at `start + place · step`, lie within [0, limit) and in the phase. */
function visible(count: number, start: number, step: number, limit: number, phases: number, phase: number) {
  const places = Array.from({ length: count }, (_, place) => place).filter((place) => {
    const at = start + place * step;
    return at >= 0 && at < limit && at % phases === phase;
  });
  return { first: places[0] ?? 0, count: places.length, step: (places[1] ?? 1) - (places[0] ?? 0) };
}
