/** Ends a run once it no longer gets better: what is remembered between epochs, and how an epoch changes it. */
import type { EarlyStop } from "../../network/experiment.ts";
import type { Metrics } from "./evaluator.ts";

/** Kept and saved with the weights, so that a resumed run ends where the whole one does. */
export interface Patience {
  /** The best measured so far; `undefined` before the first epoch. */
  readonly best: number | undefined;
  /** Epochs since then. */
  readonly epochs: number;
}

export const noPatienceLost: Patience = { best: undefined, epochs: 0 };

/** After an epoch that was measured as `metrics`; a number that cannot be compared is no improvement. */
export function afterEpoch(
  { best, epochs }: Patience,
  metrics: Pick<Metrics, "loss" | "accuracy">,
  { metric }: EarlyStop,
): Patience {
  // Saved states are in single precision: what is compared must be, too.
  const measured = Math.fround(metrics[metric] ?? Number.NaN);
  const isBetter =
    best === undefined ? !Number.isNaN(measured) : metric === "loss" ? measured < best : measured > best;
  return isBetter ? { best: measured, epochs: 0 } : { best, epochs: epochs + 1 };
}

export const isOver = (now: Patience, { epochs }: EarlyStop): boolean => now.epochs >= epochs;

/** As a tensor of a saved run; a best that is missing is no number. */
export const packPatience = ({ best = Number.NaN, epochs }: Patience): Float32Array =>
  Float32Array.of(best, epochs);

export function unpackPatience([best = Number.NaN, epochs = 0]: Float32Array): Patience {
  return { best: Number.isNaN(best) ? undefined : best, epochs };
}
