/** pixel_shuffle: channels become pixels of a larger image (Shi et al. 2016). */
import { size } from "../catalog/attribute.ts";
import { multiply } from "../shapes/arithmetic.ts";
import { floorDivide } from "../shapes/division.ts";
import { formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import { defineLayer } from "./define.ts";
import { factor as asFactor } from "./window.ts";

export const pixelShuffle = defineLayer({
  name: "pixel_shuffle",
  group: "shape",
  doc: "Turns groups of `factor`² channels into blocks of `factor` × `factor` pixels: a larger image with fewer channels, no number lost or made up. After a convolution it is a learned way to enlarge.",
  input: "channels height width",
  attributes: { factor: size("How many times higher and wider the image becomes.", { fallback: 2 }) },
  formula: "y[c, i·r + m, j·r + n] = x[c·r² + m·r + n, i, j]",
  foreign: ["PixelShuffle", "nn.PixelShuffle", "F.pixel_shuffle", "DepthToSpace"],
  foreignAttributes: { upscale_factor: "factor" },
  shape: ({ axes: { channels, height, width }, attributes: { factor } }, rule) => {
    const square = multiply(factor, factor);
    rule.divides(square, channels, {
      kind: "not-divisible",
      what: `${formatSize(channels)} channels cannot be split into groups of ${asFactor(factor)}·${asFactor(factor)} = ${formatSize(square)}${remainderOf(channels, square)}.`,
      why: "Each pixel of the result needs a channel of its own.",
      advice: adviceFor(channels, square),
      axis: "channels",
      attribute: "factor",
    });
    return [
      { size: floorDivide(channels, square), by: `${asFactor(channels)} / ${asFactor(factor)}²` },
      { size: multiply(height, factor), by: `${asFactor(height)}·${asFactor(factor)}` },
      { size: multiply(width, factor), by: `${asFactor(width)}·${asFactor(factor)}` },
    ];
  },
  forward: (ops, { input, axes: { channels, height, width }, attributes: { factor } }) => {
    const [batch = 1] = ops.shapeOf(input);
    const left = channels / factor ** 2;
    const blocks = ops.reshape(input, [batch, left, factor, factor, height, width]);
    const woven = ops.permute(blocks, [0, 1, 4, 2, 5, 3]);
    return ops.reshape(woven, [batch, left, height * factor, width * factor]);
  },
  examples: [
    { source: "pixel_shuffle(2)", inputs: [[8, 3, 4]], output: [2, 6, 8], parameters: 0 },
    { source: "pixel_shuffle(factor: 3)", inputs: [[9, 2, 1]], output: [1, 6, 3], parameters: 0 },
  ],
});

/** ": 10 = 4·2 + 2" */
const remainderOf = (channels: Size, square: Size): string =>
  typeof channels === "number" && typeof square === "number"
    ? `: ${channels} = ${square}·${Math.floor(channels / square)} + ${channels % square}`
    : "";

function adviceFor(channels: Size, square: Size): string {
  if (typeof channels !== "number" || typeof square !== "number") {
    return `Require that ${formatSize(channels)} is a multiple of ${formatSize(square)}.`;
  }
  const below = Math.floor(channels / square) * square;
  return `Give it ${below === 0 ? "" : `${below} or `}${below + square} channels, or use another factor.`;
}
