/** Whether output, loss and labels go together. */
import type { Call } from "../../catalog/attribute.ts";
import type { LabelDescription } from "../../data/define.ts";
import { elementsOf } from "../../engine/ops/ops.ts";
import { findLayer } from "../../layers/index.ts";
import type { Step } from "../../network/network.ts";
import { formatShape } from "../../shapes/format.ts";
import type { Size } from "../../shapes/size.ts";
import type { Loss } from "../../training/define.ts";
import { counted } from "../diagnostics/define.ts";
import { walk } from "../syntax/places.ts";
import type { NetworkDeclaration, Setting, TrainDeclaration } from "../syntax/tree.ts";
import type { BuiltNetwork } from "./check-network.ts";
import { dataPlace } from "./data-place.ts";
import type { Placed } from "./draft.ts";
import { type Finding, type FixDraft, replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { stationsOf } from "./origin.ts";
import { type Place, placeOf, sameSpan } from "./place.ts";
import { losses } from "./registry.ts";
import { warnAboutSquashing } from "./squashed-twice.ts";
import type { DataSet } from "./unit.ts";

export interface LossCase {
  readonly frame: Frame;
  readonly declaration: TrainDeclaration;
  readonly network: NetworkDeclaration;
  readonly built: BuiltNetwork;
  readonly data: DataSet | undefined;
  readonly loss: { readonly setting: Setting; readonly call: Call };
}

export function checkLoss(facts: LossCase): void {
  const { frame, declaration, network, built, data, loss } = facts;
  const { outputs } = built.frame.build;
  const [output, ...more] = outputs;
  if (output === undefined) return;
  if (more.length > 0) {
    report(frame, "SOMA4011", declaration.network.span, {
      network: network.name.text,
      count: outputs.length,
      what: "output",
    });
    return;
  }
  const spec = losses.find(({ name }) => name === loss.call.name);
  if (spec === undefined || !output.shape.every((size) => typeof size === "number")) return;
  const shape = output.shape as readonly number[];
  const last = lastStep(built, output.tensor);
  if (spec.takesLogits) warnAboutSquashing(facts, spec, last);
  const label = data?.description?.label;
  if (label === undefined || data === undefined) return;
  if (label.kind === "none") reportLabels(facts, spec, "none");
  else if (spec.target.includes("classes") && label.kind === "classes")
    checkClasses(facts, spec, shape, label.names, last);
  else if (spec.target.includes("binary") && label.kind === "classes")
    checkBinary(facts, spec, shape, label.names, last);
  else if (label.kind === "classes" || !spec.target.includes("values")) reportLabels(facts, spec, label.kind);
  else checkValues(facts, spec, shape, label, last);
}

export type LastStep = Placed<Step<Size>> | undefined;

const lastStep = ({ frame }: BuiltNetwork, tensor: string): LastStep =>
  frame.build.steps.find(({ name }) => name === tensor);

function checkClasses(
  { frame, declaration, data, loss, built }: LossCase,
  spec: Loss,
  shape: readonly number[],
  names: readonly string[],
  last: LastStep,
): void {
  checkClassWeights(frame, loss, names.length);
  const classes = String(names.length);
  const name = data?.plan.name ?? "";
  const related = relatedOf(frame, declaration, built, last);
  if (shape.length === 1 && shape[0] === names.length) return;
  if (shape.length === 1 || spec.target.length > 1) {
    const isOneOfTwo = shape.length === 1 && shape[0] === 1 && names.length === 2;
    const binary = isOneOfTwo
      ? [replace("Use `binary_cross_entropy`", here(frame, loss.setting.value.span), "binary_cross_entropy")]
      : [];
    const listed = names.length <= 6 ? names.join(", ") : "";
    report(
      frame,
      "SOMA4012",
      declaration.data.span,
      { output: formatShape(shape), classes, names: listed, data: name },
      { related, candidates: [...binary, ...unitsFixes(built, last, names.length)] },
    );
    return;
  }
  const advice = "End the network with `flatten` and a dense layer of that many units.";
  const flat = missingFlatten(built);
  const wanted = `one number for each of ${classes} classes, [${classes}]`;
  const output = formatShape(shape);
  report(
    frame,
    "SOMA4013",
    loss.setting.value.span,
    { loss: spec.name, wanted, output, advice },
    {
      related: [...flat.related, ...related],
      candidates: flat.candidates,
      instead: flat.warning,
    },
  );
}

/** Where a dense layer works on a feature map, and how to put that right. */
function missingFlatten({
  frame,
}: BuiltNetwork): Pick<Finding, "related" | "candidates"> & { readonly warning: Finding | undefined } {
  const warning = frame.findings.find(({ code }) => code === "SOMA3030");
  if (warning === undefined) return { related: [], candidates: [], warning };
  return {
    related: [{ place: warning.place, message: "This layer works on the last axis only" }],
    candidates: warning.candidates,
    warning,
  };
}

function checkClassWeights(frame: Frame, { setting, call }: LossCase["loss"], classes: number): void {
  const { class_weights: weights } = call.attributes;
  if (!Array.isArray(weights)) return;
  const found = `a list of ${counted(weights.length, "number")}`;
  const bad = weights.some((weight) => !(Number(weight) > 0));
  if (weights.length === classes && !bad) return;
  const range = `one number above 0 for each of the ${classes} classes`;
  report(frame, "SOMA2015", setting.value.span, { name: "class_weights", found, range });
}

/** One number a row, and two classes. */
function checkBinary(
  { frame, declaration, data, loss, built }: LossCase,
  spec: Loss,
  shape: readonly number[],
  names: readonly string[],
  last: LastStep,
): void {
  const related = relatedOf(frame, declaration, built, last);
  if (names.length !== 2) {
    const advice = "Use `cross_entropy` and as many outputs as classes.";
    const candidates = [
      {
        title: `Use \`cross_entropy\` with ${names.length} outputs`,
        edits: [
          { place: here(frame, loss.setting.value.span), text: "cross_entropy" },
          ...unitsFixes(built, last, names.length).flatMap(({ edits }) => edits),
        ],
      },
    ];
    const found = counted(names.length, "class", "classes");
    report(
      frame,
      "SOMA4014",
      loss.setting.value.span,
      { loss: spec.name, wanted: "two classes", data: data?.plan.name ?? "", found, advice },
      { related, candidates },
    );
    return;
  }
  if (elementsOf(shape) === 1) return;
  const advice = `End the network with one unit, or use \`cross_entropy\`.`;
  const output = formatShape(shape);
  const flat = missingFlatten(built);
  const candidates = [
    ...flat.candidates,
    ...unitsFixes(built, last, 1),
    replace("Use `cross_entropy`", here(frame, loss.setting.value.span), "cross_entropy"),
  ];
  report(
    frame,
    "SOMA4013",
    loss.setting.value.span,
    { loss: spec.name, wanted: "one number with the label", output, advice },
    { related: [...flat.related, ...related], candidates, instead: flat.warning },
  );
}

function checkValues(
  { frame, declaration, loss, built }: LossCase,
  spec: Loss,
  shape: readonly number[],
  label: Extract<LabelDescription, { kind: "values" }>,
  last: LastStep,
): void {
  const wanted = label.shape.length === 0 ? [1] : label.shape;
  if (formatShape(shape) === formatShape(wanted)) return;
  const related = relatedOf(frame, declaration, built, last);
  const [units] = wanted;
  const candidates = wanted.length === 1 && units !== undefined ? unitsFixes(built, last, units) : [];
  report(
    frame,
    "SOMA4013",
    loss.setting.value.span,
    {
      loss: spec.name,
      wanted: `the label, ${formatShape(wanted)}, with the output`,
      output: formatShape(shape),
      advice: "The two need the same shape.",
    },
    { related, candidates },
  );
}

function reportLabels(facts: LossCase, spec: Loss, kind: LabelDescription["kind"]): void {
  const { frame, declaration, loss, data } = facts;
  const found = { none: "no labels", values: "numbers as labels", classes: "classes as labels" }[kind];
  const wanted = spec.target.includes("classes")
    ? "classes"
    : kind === "classes"
      ? "numbers as labels"
      : "labels";
  const advice = kind === "values" ? "Use `mse`, which compares numbers." : "Use a loss for such labels.";
  const candidates =
    kind === "values" ? [replace("Use `mse`", here(frame, loss.setting.value.span), "mse")] : [];
  const related = dataPlace(frame, declaration);
  report(
    frame,
    "SOMA4014",
    loss.setting.value.span,
    { loss: spec.name, wanted, data: data?.plan.name ?? "", found, advice },
    { related, candidates },
  );
}

const relatedOf = (frame: Frame, declaration: TrainDeclaration, built: BuiltNetwork, last: LastStep) => {
  const [output] = built.outputs;
  const stations = stationsOf(...(output?.tensor.origins ?? []));
  const made =
    last === undefined || stations.length > 0
      ? []
      : [{ place: last.place, message: "The output is made here" }];
  return [...stations, ...made, ...dataPlace(frame, declaration)];
};

/** Groups of layers whose output has the shape of their input. */
const keepsShape: ReadonlySet<string> = new Set(["activation", "noise", "normalisation"]);

/** The last dense layer with the number of units that is needed. */
function unitsFixes({ frame }: BuiltNetwork, last: LastStep, units: number): readonly FixDraft[] {
  let step = last;
  while (step !== undefined && keepsShape.has(findLayer(step.kind)?.group ?? "")) {
    const before: string | undefined = step.inputs[0];
    step = frame.build.steps.find(({ name }) => name === before);
  }
  if (step?.kind !== "dense") return [];
  const { declaration, span } = step.place;
  let place: Place | undefined;
  walk(declaration, (node) => {
    if (node.kind === "call" && sameSpan(node.span, span)) {
      const argument =
        node.arguments.find(({ name }) => name?.text === "units") ??
        node.arguments.find(({ name }) => name === undefined);
      if (argument !== undefined) place = placeOf(declaration, argument.value.span);
    }
    return true;
  });
  return place === undefined ? [] : [replace(`Change to \`dense(${units})\``, place, String(units))];
}
