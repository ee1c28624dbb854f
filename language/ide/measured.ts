/** What a run measured in a layer, in words and as a small picture made of characters. */
import type { StageInfo } from "../check/result.ts";
import type { MeasuredActivations, MeasuredRun } from "./feature.ts";
import { countOf, plain, rounded } from "./words.ts";

const bars = "▁▂▃▄▅▆▇█";

/** The newest measurement of the stage, where a run has made one. */
export function measuredMarkdown(stage: StageInfo, runs: readonly MeasuredRun[]): string | undefined {
  for (const run of runs) {
    if (run.network !== stage.owner) continue;
    const layer = run.layers.find(({ step }) => step === stage.step);
    if (layer) return words(layer, run);
  }
  return undefined;
}

function words(layer: MeasuredActivations, run: MeasuredRun): string {
  const dead = Math.round(layer.neverPositive * layer.units);
  return [
    `**Measured** after ${countOf(run.step, "step")} of ${plain(run.experiment)}, over ${countOf(layer.rows, "row")}:`,
    `mean ${rounded(layer.mean)}, deviation ${rounded(layer.deviation)}, from ${rounded(layer.smallest)} to ${rounded(layer.largest)}.`,
    `${dead} of ${countOf(layer.units, "unit")} never above 0.`,
    `\n\n\`${histogram(layer.histogram)}\` (${rounded(layer.smallest)} … ${rounded(layer.largest)})`,
  ].join(" ");
}

/** One block character a bin, as high as its share of the fullest bin. */
function histogram(shares: readonly number[]): string {
  const most = Math.max(...shares, Number.MIN_VALUE);
  return shares
    .map((share) => bars[Math.min(bars.length - 1, Math.round((share / most) * (bars.length - 1)))])
    .join("");
}
