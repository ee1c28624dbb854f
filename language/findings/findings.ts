/** Makes diagnostics of what a run showed: dead neurons, saturated layers, a loss that was lost. */
import type { Span } from "../../network/network.ts";
import type { CheckedExperiment, CheckedFile, StageInfo } from "../check/result.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { findingDiagnostics } from "../diagnostics/findings.ts";
import { lowerRate, otherActivations } from "./remedies.ts";
import { type FindingLimits, isDead, isSaturated, type ReportedLayer, type RunReport } from "./report.ts";

/** What the report says about the file's text; the text must be what the run was made from. */
export function findingsOf(
  checked: CheckedFile,
  report: RunReport,
  limits: FindingLimits,
): readonly Diagnostic[] {
  const experiment = checked.experiments.find(({ name }) => name === report.experiment);
  if (!experiment) return [];
  const { activity, diverged } = report;
  const layers = activity?.layers.flatMap((layer) => {
    const stage = checked.stages.find(({ owner, step }) => owner === report.network && step === layer.step);
    return stage
      ? [
          ...dead(checked, stage, layer, activity, limits),
          ...saturated(checked, experiment, stage, layer, activity),
        ]
      : [];
  });
  return [...(layers ?? []), ...(diverged ? [lost(checked, experiment, diverged)] : [])];
}

type Activity = NonNullable<RunReport["activity"]>;

function dead(
  checked: CheckedFile,
  stage: StageInfo,
  layer: ReportedLayer,
  { rows, step }: Activity,
  limits: FindingLimits,
): readonly Diagnostic[] {
  if (!isDead(layer, step, limits)) return [];
  const { silent, neurons } = layer;
  const facts = { layer: nameOf(stage), dead: silent, neurons, rows, step, harm: harmOf(silent, neurons) };
  const fixes = otherActivations(checked, stage, "relu", ["leaky_relu", "prelu", "elu", "swish"]);
  return [finding("SOMA6001", stage.span, findingDiagnostics.SOMA6001.message(facts), fixes)];
}

/** What is known about the harm: measured on 8 × 8 digits with two hidden layers, a share of both switched off. */
function harmOf(silent: number, neurons: number): string {
  if (silent === neurons)
    return "Nothing gets through this layer: what comes behind it sees the same numbers for every row. An activation that is not flat below 0 lets it learn.";
  return "What this costs depends on the width: on small digits, 40 % dead cost 18 points of accuracy with 8 neurons a layer, and nothing with 64. An activation that is not flat below 0, or a lower learning rate, keeps neurons alive.";
}

function saturated(
  checked: CheckedFile,
  experiment: CheckedExperiment,
  stage: StageInfo,
  layer: ReportedLayer,
  { rows, step }: Activity,
): readonly Diagnostic[] {
  if (!isSaturated(layer)) return [];
  const { activation, flat } = layer;
  const facts = {
    layer: nameOf(stage),
    activation,
    share: `${Math.floor(100 * flat)} %`,
    rows,
    step,
    advice:
      "Smaller starting weights, inputs scaled with `normalize: standard` or a lower learning rate keep it in the middle.",
  };
  return [
    finding("SOMA6002", stage.span, findingDiagnostics.SOMA6002.message(facts), [
      ...lowerRate(checked, experiment),
      ...otherActivations(checked, stage, activation, ["relu", "swish"]),
    ]),
  ];
}

function lost(
  checked: CheckedFile,
  experiment: CheckedExperiment,
  { step, rate, lastFiniteStep }: NonNullable<RunReport["diverged"]>,
): Diagnostic {
  const words = { experiment: experiment.name, step, rate: `${Number(rate.toPrecision(6))}`, lastFiniteStep };
  const fixes = lowerRate(checked, experiment);
  const span = fixes[0]?.edits[0]?.span ?? experiment.keywordSpan;
  return finding("SOMA6003", span, findingDiagnostics.SOMA6003.message(words), fixes);
}

const nameOf = ({ label, step }: StageInfo): string => label ?? step;

const finding = (
  code: keyof typeof findingDiagnostics,
  span: Span,
  message: string,
  candidates: Diagnostic["candidates"],
): Diagnostic => ({
  code,
  severity: findingDiagnostics[code].severity,
  span,
  message,
  related: [],
  candidates,
});
