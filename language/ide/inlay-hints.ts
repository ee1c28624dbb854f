/** Shows after every stage the shape that leaves it and how many numbers it learns. */
import type { Span } from "../../network/network.ts";
import { formatShape } from "../../shapes/format.ts";
import type { CheckedFile, StageInfo } from "../check/result.ts";
import type { InlayHint } from "./feature.ts";
import { trainedParameters } from "./trained.ts";
import { countOf } from "./words.ts";

/** Hints for the stages that end within `shown`, in text order. */
export function inlayHints(checked: CheckedFile, shown: Span): readonly InlayHint[] {
  return checked.stages
    .filter(({ span, output }) => output !== undefined && shown.start <= span.end && span.end <= shown.end)
    .map((stage) => ({ at: stage.span.end, label: label(checked, stage), tooltip: tooltip(stage) }))
    .sort((a, b) => a.at - b.at);
}

function label(checked: CheckedFile, stage: StageInfo): string {
  const { output, concreteOutput } = stage;
  const shape = output ? formatShape(concreteOutput ?? output) : "";
  const parameters = trainedParameters(checked, stage) ?? stage.parameters;
  return parameters === undefined || parameters === 0
    ? shape
    : `${shape} · ${countOf(parameters, "parameter")}`;
}

function tooltip({ kind, inputs, output, operations }: StageInfo): string {
  const from = inputs.map((input) => (input ? formatShape(input) : "unknown")).join(", ");
  const cost = operations === undefined ? "" : `, ${countOf(operations, "floating-point operation")} a row`;
  return `${kind}: ${from} → ${output ? formatShape(output) : "unknown"}${cost}`;
}
