/** What there is to say about one layer where it stands: its kind, the arithmetic with its numbers, what a run measured. */

import { applyLayer } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { findForeignLayer, findLayer } from "../../layers/index.ts";
import type { Step } from "../../network/network.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import type { CheckedFile, StageInfo } from "../check/result.ts";
import { calleeOf } from "./callee.ts";
import type { MeasuredRun } from "./feature.ts";
import { measuredMarkdown } from "./measured.ts";
import { callWords } from "./signatures.ts";
import { trainedParameters } from "./trained.ts";
import { code, countMarkdown, countOf, fenced, grouped, paragraphs, plain } from "./words.ts";

export function stageMarkdown(
  checked: CheckedFile,
  stage: StageInfo,
  measured: readonly MeasuredRun[],
): string {
  const kind = findLayer(stage.kind);
  const shared = kind ? undefined : sharedLayer(checked, stage);
  if (!kind && !shared && !calleeOf(checked, { name: stage.kind })) return unknownLayer(stage);
  const step = stepOf(checked, stage);
  return paragraphs([
    title(stage),
    shared
      ? `The layer ${code(stage.kind)} again, with the same weights.`
      : (kind?.doc ?? calleeOf(checked, { name: stage.kind })?.doc),
    kind && fenced(kind.formula, "text"),
    step && kind && withNumbers(kind, step),
    trainedShape(stage),
    learned(checked, stage, shared),
    stage.operations ? `${countOf(stage.operations, "operation")} for each row.` : undefined,
    measuredMarkdown(stage, measured),
  ]);
}

function title({ label, kind, inputs, output }: StageInfo): string {
  const name = label === undefined ? plain(kind) : `${plain(label)}: ${plain(kind)}`;
  return `**${name}** ${inputs.map(shapeWords).join(", ")} → ${shapeWords(output)}`;
}

const shapeWords = (shape: Shape | undefined): string => (shape ? code(formatShape(shape)) : "unknown");

/** The labelled layer that is applied again, where the stage is its label. */
const sharedLayer = ({ stages }: CheckedFile, { kind, owner }: StageInfo): StageInfo | undefined =>
  stages.find((other) => other.label === kind && other.owner === owner);

function unknownLayer({ kind }: StageInfo): string {
  const ours = findForeignLayer(kind);
  return ours
    ? paragraphs([`${code(kind)} is called ${code(ours.name)} in Soma.`, ours.doc])
    : `Soma knows no layer or block ${code(kind)}.`;
}

const stepOf = ({ networks }: CheckedFile, { owner, step }: StageInfo): Step<Size> | undefined =>
  networks.find(({ name }) => name === owner)?.network.steps.find(({ name }) => name === step);

/** What the formula's letters are here: the activation, and how each size of the output came about. */
function withNumbers(kind: LayerKind, { attributes, inputShapes }: Step<Size>): string | undefined {
  const { activation } = attributes;
  const isCall = typeof activation === "object" && "name" in activation;
  const lines = isCall && activation.name !== "identity" ? [`- f is ${code(callWords(activation))}`] : [];
  const { output = [], arithmetic } = applyLayer(kind, { inputs: inputShapes, attributes });
  arithmetic.forEach((by, axis) => {
    const size = output[axis];
    if (by !== undefined && size !== undefined)
      lines.push(`- axis ${axis + 1} of the output: ${code(`${by} = ${formatSize(size)}`)}`);
  });
  return lines.join("\n");
}

const trainedShape = ({ concreteOutput, output }: StageInfo): string | undefined =>
  concreteOutput && output?.some((size) => typeof size !== "number")
    ? `As trained here: → ${code(formatShape(concreteOutput))}`
    : undefined;

function learned(checked: CheckedFile, stage: StageInfo, shared: StageInfo | undefined): string | undefined {
  const { parameters, weights, arithmetic } = stage;
  if (parameters === undefined) return undefined;
  if (parameters === 0) return "Nothing to learn here.";
  const trained = trainedParameters(checked, stage);
  const count = countMarkdown(parameters, "parameter");
  const sum = arithmetic?.endsWith(` = ${String(parameters)} parameters`)
    ? `${count} = ${arithmetic.slice(0, arithmetic.lastIndexOf(" = "))}`
    : paragraphs([count, arithmetic]);
  const parts = weights.map(
    ({ name, shape, init }) => `- ${code(name)} ${code(formatShape(shape))} starts as ${init}`,
  );
  return paragraphs([
    shared ? `${sum}, counted once for all places that use them` : sum,
    parts.join("\n"),
    trained === undefined ? undefined : `As trained here: ${grouped(trained)}.`,
  ]);
}
