/** upsample: an image made larger by a whole factor. */
import { choice, sizes } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import { multiply } from "../shapes/arithmetic.ts";
import { defineLayer } from "./define.ts";
import { factor } from "./window.ts";

export const upsample = defineLayer({
  name: "upsample",
  group: "shape",
  doc: "Makes an image larger by a whole factor: `nearest` repeats every pixel, `bilinear` blends between neighbouring ones.",
  input: "channels height width",
  attributes: {
    scale: sizes(2, "How many times larger; one number for both sides.", { fallback: [2, 2] }),
    mode: choice(["nearest", "bilinear"], "How the new pixels are made.", { fallback: "nearest" }),
  },
  formula: "[c, h, w] → [c, h·scale, w·scale]",
  foreign: ["Upsample", "nn.Upsample", "UpSampling2D", "F.interpolate"],
  foreignAttributes: { scale_factor: "scale", size: "scale", interpolation: "mode" },
  shape: ({
    axes: { channels, height, width },
    attributes: {
      scale: [tall, wide],
    },
  }) => [
    channels,
    { size: multiply(height, tall), by: `${factor(height)}·${factor(tall)}` },
    { size: multiply(width, wide), by: `${factor(width)}·${factor(wide)}` },
  ],
  forward: (
    ops,
    {
      input,
      attributes: {
        scale: [tall, wide],
        mode,
      },
    },
  ) => {
    const stretch = mode === "nearest" ? repeatAlong : blendAlong;
    return stretch(ops, stretch(ops, input, 2, tall), 3, wide);
  },
  examples: [
    { source: "upsample(2)", inputs: [[3, 4, 5]], output: [3, 8, 10], parameters: 0 },
    { source: "upsample([1, 3])", inputs: [[2, 2, 3]], output: [2, 2, 9], parameters: 0 },
    { source: "upsample(2, mode: bilinear)", inputs: [[2, 3, 4]], output: [2, 6, 8], parameters: 0 },
    { source: "upsample(3, bilinear)", inputs: [[1, 2, 1]], output: [1, 6, 3], parameters: 0 },
  ],
});

/** Every element of the axis `times` times. */
function repeatAlong<T>(ops: Ops<T>, x: T, axis: number, times: number): T {
  const shape = ops.shapeOf(x);
  const opened = ops.reshape(x, [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)]);
  const repeated = ops.broadcast(opened, [...shape.slice(0, axis + 1), times, ...shape.slice(axis + 1)]);
  return ops.reshape(repeated, grown(shape, axis, times));
}

/**
 * New place p lies at (p + ½) / times − ½ between the old ones, where it blends its two neighbours; beyond the first and
 * the last the edge goes on. All places with the same remainder of p / times blend with the same two factors.
 */
function blendAlong<T>(ops: Ops<T>, x: T, axis: number, times: number): T {
  if (times === 1) return x;
  const shape = ops.shapeOf(x);
  const length = shape[axis] ?? 1;
  const edges = [ops.slice(x, axis, 0, 1), x, ops.slice(x, axis, length - 1, length)];
  const framed = ops.concat(edges, axis);
  const opened = [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)];
  const phases = Array.from({ length: times }, (_, phase) => {
    const place = (phase + 0.5) / times - 0.5;
    const first = Math.floor(place) + 1;
    const share = place + 1 - first;
    const before = ops.mul(ops.slice(framed, axis, first, first + length), ops.constant(1 - share));
    const after = ops.mul(ops.slice(framed, axis, first + 1, first + 1 + length), ops.constant(share));
    return ops.reshape(ops.add(before, after), opened);
  });
  return ops.reshape(ops.concat(phases, axis + 1), grown(shape, axis, times));
}

const grown = (shape: readonly number[], axis: number, times: number): readonly number[] =>
  shape.map((size, index) => (index === axis ? size * times : size));
