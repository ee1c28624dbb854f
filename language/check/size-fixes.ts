/** Repairs that write another number where a size was born, or bring one tensor to the other's sizes: candidates, each tried before it is offered. */
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import type { Expression } from "../syntax/tree.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, type Tensor } from "./frame.ts";
import type { Origin } from "./origin.ts";
import { type Place, placeOf } from "./place.ts";

/** Two sizes that should be one: either is written as the other, where it was born. */
export const equalSizes = (
  frame: Frame,
  a: { readonly size: Size | undefined; readonly origin: Origin | undefined },
  b: { readonly size: Size | undefined; readonly origin: Origin | undefined },
): readonly FixDraft[] => [...writeSize(frame, b.origin, [a.size]), ...writeSize(frame, a.origin, [b.size])];

/** Numbers that the size could be instead, put where it is written as a number. */
export function writeSize(
  frame: Frame,
  origin: Origin | undefined,
  sizes: readonly (Size | undefined)[],
): readonly FixDraft[] {
  const literal = origin === undefined ? undefined : literalOf(frame, origin);
  if (literal === undefined) return [];
  return sizes.flatMap((size) => {
    const text = size === undefined ? undefined : formatSize(size, "source");
    return text === undefined || text === literal.text
      ? []
      : [replace(`Change ${literal.text} to ${text}`, literal.place, text)];
  });
}

/** The next sizes below and above that are multiples of some power of two, for sizes that are halved and doubled. */
export function roundSize(
  frame: Frame,
  origin: Origin | undefined,
  factors = [2, 4, 8, 16],
): readonly FixDraft[] {
  const literal = origin === undefined ? undefined : literalOf(frame, birthOf(origin));
  if (literal === undefined) return [];
  const number = Number(literal.text);
  const near = factors.flatMap((factor) => [
    Math.ceil(number / factor) * factor,
    Math.floor(number / factor) * factor,
  ]);
  const others = [...new Set(near)].filter((size) => size > 0 && size !== number);
  return others
    .slice(0, 4)
    .map((size) => replace(`Change ${number} to ${size}`, literal.place, String(size)));
}

function birthOf(origin: Origin): Origin {
  let birth = origin;
  while (birth.before[0] !== undefined) birth = birth.before[0];
  return birth;
}

/** The number that stands at the place where a size was born, without the name in front of it. */
function literalOf(
  frame: Frame,
  { place }: Origin,
): { readonly place: Place; readonly text: string } | undefined {
  const text = frame.questions.textOf(place.declaration, place.span);
  const written = /^(?:\w+\s*[:=]\s*)?(\d+)$/.exec(text)?.[1];
  if (written === undefined) return undefined;
  const start = place.span.end - written.length;
  return { place: placeOf(place.declaration, { start, end: place.span.end }), text: written };
}

/** Two tensors that meet in an operator: one gets a layer of its own that brings it to the other's shape. */
export function bringTogether(
  frame: Frame,
  sides: readonly (Expression | undefined)[],
  inputs: readonly Tensor[],
): readonly FixDraft[] {
  return [0, 1].flatMap((index) => {
    const [side, from, to] = [sides[index], inputs[index]?.shape, inputs[1 - index]?.shape];
    const layer = from === undefined || to === undefined ? undefined : layerBetween(from, to);
    if (side === undefined || layer === undefined || to === undefined) return [];
    const text = frame.questions.textOf(frame.declaration, side.span);
    const inner = side.kind === "group" ? text.replace(/^\(|\)$/g, "") : text;
    const written = `(${inner} -> ${layer})`;
    return [
      replace(`Bring \`${inner}\` to ${formatShape(to)} with \`${layer}\``, here(frame, side.span), written),
    ];
  });
}

/** A dense layer for features; for images a 1×1 convolution with the stride that the other way has taken. */
function layerBetween(from: Shape, to: Shape): string | undefined {
  const [size] = to;
  if (from.length !== to.length || size === undefined) return undefined;
  if (from.length === 1) return `dense(${formatSize(size, "source")})`;
  const sides = [1, 2].map((axis) => [from[axis], to[axis]] as const);
  if (from.length !== 3 || !sides.every(([a, b]) => typeof a === "number" && typeof b === "number" && a >= b))
    return undefined;
  const strides = sides.map(([a, b]) => Math.ceil(Number(a) / Number(b)));
  const stride = strides[0] === 1 && strides[1] === 1 ? "" : `, stride: ${strides[0]}`;
  return `conv2d(${formatSize(size, "source")}, kernel: 1${stride})`;
}

/** `output_padding: 1` in the transposed convolution that made the size. */
export function padOutput(frame: Frame, origin: Origin | undefined): readonly FixDraft[] {
  if (origin === undefined) return [];
  const { place } = origin;
  const text = frame.questions.textOf(place.declaration, place.span);
  if (!text.startsWith("conv_transpose") || !text.endsWith(")") || text.includes("output_padding")) return [];
  const end = placeOf(place.declaration, { start: place.span.end - 1, end: place.span.end - 1 });
  return [replace("Add `output_padding: 1`", end, ", output_padding: 1")];
}
