/** How the numbers of a network's output are to be read, and whether a row is right. */
import type { Loss } from "../../training/define.ts";
import { elementsOf, type TensorShape } from "../ops/ops.ts";
import type { Label } from "./run-data.ts";

export type Reading =
  /** One number a class along the last axis; the largest wins. Logits if a softmax is still to come. */
  | { readonly kind: "classes"; readonly names: readonly string[]; readonly logits: boolean }
  /** One number; above the threshold it says the second class. */
  | {
      readonly kind: "binary";
      readonly names: readonly string[];
      readonly threshold: number;
      readonly logits: boolean;
    }
  | { readonly kind: "values" };

export function readingOf(loss: Loss, label: Label, output: TensorShape): Reading {
  if (label.kind !== "classes") return { kind: "values" };
  const { names } = label;
  const logits = loss.takesLogits;
  if (loss.target.includes("classes")) return { kind: "classes", names, logits };
  // A logit above 0 is a probability above ½.
  return elementsOf(output) === 1
    ? { kind: "binary", names, threshold: logits ? 0 : 0.5, logits }
    : { kind: "values" };
}

/** The shape of one row's target: a class number for each position, or a number for each output. */
export const targetShape = (loss: Loss, label: Label, output: TensorShape): TensorShape =>
  label.kind === "classes" && loss.target.includes("classes") ? output.slice(0, -1) : output;

/** How many predictions of a row are right, and how many it makes; `undefined` where right and wrong have no meaning. */
export function countRight(
  reading: Reading,
  output: ArrayLike<number>,
  label: ArrayLike<number>,
): { readonly right: number; readonly of: number } | undefined {
  switch (reading.kind) {
    case "values":
      return undefined;
    case "binary":
      return { right: (output[0] > reading.threshold ? 1 : 0) === label[0] ? 1 : 0, of: 1 };
    case "classes": {
      const classes = output.length / label.length;
      const positions = Array.from({ length: label.length }, (_, position) => position);
      const right = positions.filter(
        (position) => largest(output, position * classes, classes) === label[position],
      ).length;
      return { right, of: label.length };
    }
    default:
      return reading satisfies never;
  }
}

/** The place, counted from `start`, of the first largest number; −1 if none is a number. */
export function largest(values: ArrayLike<number>, start: number, count: number): number {
  let best = -1;
  for (let place = 0; place < count; place++) {
    const value = values[start + place];
    if (!Number.isNaN(value) && (best < 0 || value > values[start + best])) best = place;
  }
  return best;
}
