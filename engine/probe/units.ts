/** The units of a tensor: one number of each row is one unit. */
import { elementsOf } from "../ops/ops.ts";
import type { Evaluator } from "../train/evaluator.ts";
import { known } from "../train/lookup.ts";

export const unitsOf = ({ assembly }: Evaluator, tensor: string): number =>
  elementsOf(known(assembly.tensors, tensor, "a tensor"));

/** Which of `bins` equally wide bins from `smallest` to `largest` a value falls in. */
export function binOf(value: number, smallest: number, largest: number, bins: number): number {
  if (largest <= smallest) return 0;
  const place = Math.floor(((value - smallest) / (largest - smallest)) * bins);
  return Math.min(bins - 1, Math.max(0, place));
}
