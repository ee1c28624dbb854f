/** The inputs that units like most: gradient ascent on the input, in steps of one length (Erhan et al. 2009). */
import { elementsOf } from "../ops/ops.ts";
import type { Run } from "../train/run.ts";
import type { InputGradient } from "./input-gradient.ts";

/** Where inputs must stay: between two numbers each, or not longer than a length. */
export type Within = Box | { readonly kind: "ball"; readonly radius: number };

interface Box {
  readonly kind: "box";
  readonly lowest: number;
  readonly highest: number;
}

export interface Ascent {
  readonly units: readonly number[];
  /** One input row for each unit, or one number for all of them. */
  readonly start: Float32Array | number;
  readonly steps: number;
  /** How far a step goes before it is brought back to where inputs must stay. */
  readonly stride: number;
  readonly within: Within;
}

export interface Favourites {
  /** One row for each unit, row-major. */
  readonly inputs: Float32Array;
  /** What each unit is there. */
  readonly values: Float32Array;
}

/** Values that lie this close together, as a share, are equally good, and later inputs are the better ones. */
const ROUNDING = 1e-6;

/** The best inputs met on the way; a unit whose slope is 0 stays where it is. */
export function favouriteInputs(
  run: Run,
  gradient: InputGradient,
  { units, start, steps, stride, within }: Ascent,
): Favourites {
  const size = elementsOf(run.assembly.input.shape);
  const inputs =
    typeof start === "number" ? new Float32Array(units.length * size).fill(start) : start.slice();
  const best: Favourites = { inputs: inputs.slice(), values: new Float32Array(units.length) };
  const highest = new Float32Array(units.length).fill(Number.NEGATIVE_INFINITY);
  for (let step = 0; step <= steps; step++) {
    const { values, gradients } = gradient.of(inputs, units);
    units.forEach((_, row) => {
      const place = inputs.subarray(row * size, (row + 1) * size);
      highest[row] = Math.max(highest[row], values[row]);
      if (values[row] >= highest[row] - ROUNDING * Math.abs(highest[row])) {
        best.values[row] = values[row];
        best.inputs.set(place, row * size);
      }
      const slope = gradients.subarray(row * size, (row + 1) * size);
      climb(place, within.kind === "box" ? alongWalls(place, slope, within) : slope, stride);
      bringBack(place, within);
    });
  }
  return best;
}

/** Nothing is gained by pushing against a wall: the whole step goes where there is room. */
const alongWalls = (place: Float32Array, slope: Float32Array, { lowest, highest }: Box): Float32Array =>
  slope.map((value, index) =>
    (value > 0 && place[index] >= highest) || (value < 0 && place[index] <= lowest) ? 0 : value,
  );

function climb(place: Float32Array, slope: Float32Array, stride: number): void {
  const length = lengthOf(slope);
  if (length === 0) return;
  slope.forEach((value, index) => {
    place[index] += (stride * value) / length;
  });
}

function bringBack(place: Float32Array, within: Within): void {
  switch (within.kind) {
    case "box":
      place.forEach((value, index) => {
        place[index] = Math.min(within.highest, Math.max(within.lowest, value));
      });
      return;
    case "ball": {
      const length = lengthOf(place);
      if (length <= within.radius) return;
      place.forEach((value, index) => {
        place[index] = (value * within.radius) / length;
      });
      return;
    }
    default:
      within satisfies never;
  }
}

const lengthOf = (numbers: Float32Array): number =>
  Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
