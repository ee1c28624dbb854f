/** Checks a block or network on its own terms, and builds a network with the numbers of an experiment. */

import { add } from "../../shapes/arithmetic.ts";
import { isAtLeast } from "../../shapes/compare.ts";
import { noFacts } from "../../shapes/facts.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Size } from "../../shapes/size.ts";
import { type Bindings, elementsOf, substituteShape } from "../../shapes/substitution.ts";
import type { BlockDeclaration, NetworkDeclaration } from "../syntax/tree.ts";
import { hasOpenConditions } from "./block-call.ts";
import { elaborate } from "./body.ts";
import { type NetworkBuild, type NetworkDraft, startBuild } from "./draft.ts";
import { isError } from "./finding.ts";
import { declareSymbol, type Frame, here, type NamedTensor, report } from "./frame.ts";
import { type DeclaredInput, declareInputs, readInputs } from "./inputs.ts";
import type { Questions } from "./memory.ts";
import { bindParameters, declareParameters } from "./parameters.ts";
import { type Place, placeOf } from "./place.ts";
import { type OpenUnit, openUnit, type Unit } from "./unit.ts";
import { reportUnused } from "./unused.ts";
import { hasUnknown, type Value } from "./value.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;

export function checkNetwork(questions: Questions, declaration: Parametric): Unit {
  const unit = openUnit(declaration);
  const frame = bodyFrame(questions, declaration, unit);
  declareParameters(frame, declaration);
  const inputs = readInputs(frame, declaration);
  declareInputSymbols(frame, inputs);
  declareInputs(frame, inputs);
  if (declaration.kind === "network") {
    for (const [name, { kind }] of frame.locals) if (kind === "size") frame.build.openSizes.add(name);
  }
  const outputs = elaborate(frame, declaration);
  finishBuild(frame, declaration, outputs);
  reportUnused(frame, declaration, outputs);
  if (!frame.findings.some(isError)) checkWithDefaults(questions, unit, declaration, inputs);
  for (const block of frame.build.decided) unit.decided.add(block);
  const place = placeOf(declaration, declaration.span);
  const network: NetworkDraft = {
    name: declaration.name.text,
    kind: declaration.kind,
    place,
    namePlace: placeOf(declaration, declaration.name.span),
    build: frame.build,
    parameters: countParameters(frame.build),
  };
  return { ...unit, network };
}

export function bodyFrame(
  questions: Questions,
  declaration: Parametric,
  record: OpenUnit | undefined,
  calledFrom?: Place,
): Frame {
  const home = questions.homeOf(declaration);
  return {
    questions: home,
    outer: home === questions ? undefined : calledFrom,
    declaration,
    record,
    findings: record?.findings ?? [],
    locals: new Map(),
    later: new Map(),
    build: startBuild(declaration.name.text),
    prefix: "",
    weightPrefix: "",
    inside: [],
    facts: noFacts,
    elaborate,
  };
}

function declareInputSymbols(frame: Frame, inputs: readonly DeclaredInput[]): void {
  const first = new Map<string, Place>();
  for (const { statement, shape } of inputs) {
    const { name, docs } = statement;
    const local = frame.locals.get(name.text);
    const earlier = first.get(name.text) ?? local?.place;
    if (earlier !== undefined && name.text !== "") {
      const related = [{ place: earlier, message: `\`${name.text}\` is declared here first` }];
      const what = local?.kind ?? "input";
      report(frame, "SOMA2003", name.span, { name: name.text, what }, { related });
    } else first.set(name.text, here(frame, name.span));
    declareSymbol(frame, name, {
      kind: "input",
      detail: `input ${name.text}${shape === undefined ? "" : `: ${formatShape(shape, "source")}`}`,
      scope: statement.span,
      doc: docs?.text,
    });
  }
}

function finishBuild(frame: Frame, declaration: Parametric, outputs: readonly NamedTensor[]): void {
  const { build } = frame;
  const isEmpty =
    declaration.body.items.length === 0 && declaration.body.span.start === declaration.body.span.end;
  const facts = { what: declaration.kind, name: declaration.name.text };
  const hasSkipped = declaration.body.items.some(({ kind }) => kind === "skipped");
  if (declaration.name.text !== "" && !isEmpty && !hasSkipped && frame.record !== undefined) {
    if (!declaration.body.items.some(({ kind }) => kind === "input")) {
      report(frame, "SOMA2022", declaration.name.span, { ...facts, missing: "input" });
    } else if (outputs.length === 0) {
      report(frame, "SOMA2022", declaration.name.span, { ...facts, missing: "output" });
    }
  }
  for (const { name, tensor } of outputs) {
    if (tensor.name === undefined || tensor.shape === undefined) build.broken = true;
    else build.outputs.push({ name, tensor: tensor.name, shape: tensor.shape });
  }
  if (outputs.length === 0 || frame.findings.some(isError)) build.broken = true;
  checkParameterCount(frame, declaration);
}

export function countParameters(build: NetworkBuild): Size {
  const learned = [...build.weights.values()].filter(
    ({ role, shape }) => role !== "state" && !shape.some(hasUnknown),
  );
  return add(0, ...learned.map(({ shape }) => elementsOf(shape)));
}

function checkParameterCount(frame: Frame, declaration: Parametric): void {
  const { build } = frame;
  const { mostParameters } = frame.questions.limits;
  const count = countParameters(build);
  const isTooMany = Number.isNaN(count) || isAtLeast(count, mostParameters + 1) === "yes";
  if (!isTooMany) return;
  const weights = [...build.weights.values()].filter(({ role }) => role !== "state");
  const countOf = (shape: readonly Size[]): number => {
    const elements = elementsOf(shape);
    return typeof elements === "number" ? elements : 0;
  };
  const largest = weights.reduce((a, b) => (countOf(b.shape) > countOf(a.shape) ? b : a));
  const step = build.steps.find(({ weights: uses }) =>
    Object.values(uses).some(({ name }) => name === largest.name),
  );
  const place =
    step !== undefined && step.place.declaration === declaration ? step.place.span : declaration.name.span;
  build.broken = true;
  report(
    frame,
    "SOMA3022",
    place,
    {
      network: declaration.name.text,
      count: typeof count === "number" ? count.toLocaleString("en") : formatSize(count),
      limit: mostParameters.toLocaleString("en"),
      largest: `The most are in \`${largest.name}\`, ${formatShape(largest.shape)}`,
    },
    {
      related:
        step === undefined
          ? []
          : [
              {
                place: here(frame, declaration.name.span),
                message: `\`${declaration.name.text}\` is declared here`,
              },
            ],
    },
  );
}

/** With symbols some things are open that the parameters' own values decide; what goes wrong then is said as well. */
function checkWithDefaults(
  questions: Questions,
  unit: OpenUnit,
  declaration: Parametric,
  inputs: readonly DeclaredInput[],
): void {
  const { parameters } = declaration;
  if (parameters.length === 0 || parameters.some(({ default: value }) => value === undefined)) return;
  const values = new Map<string, Value>();
  const outer = bodyFrame(questions, declaration, undefined);
  const bound = bindParameters(outer, { declaration, nameSpan: declaration.name.span, arguments: [] });
  if (bound === undefined) return;
  for (const [name, value] of bound) values.set(name, value);
  const bindings: Bindings = new Map();
  const { frame } = buildNetwork(questions, declaration, values, bindings);
  const known = new Set(unit.findings.map(({ code, place }) => `${code}:${place.span.start}`));
  const trouble = frame.findings.find(
    (each) => isError(each) && !known.has(`${each.code}:${each.place.span.start}`),
  );
  if (trouble !== undefined && inputs.length > 0) unit.findings.push(trouble);
  if (!hasOpenConditions(frame)) unit.decided.add(declaration);
}

export interface BuiltNetwork {
  readonly frame: Frame;
  readonly inputs: readonly DeclaredInput[];
  readonly outputs: readonly NamedTensor[];
}

/** Builds a network with values for its parameters, and for those symbols of its inputs that are bound. */
export function buildNetwork(
  questions: Questions,
  declaration: Parametric,
  parameters: ReadonlyMap<string, Value>,
  bindings: Bindings,
  calledFrom?: Place,
): BuiltNetwork {
  const frame = bodyFrame(questions, declaration, undefined, calledFrom);
  const place = placeOf(declaration, declaration.name.span);
  for (const [name, value] of parameters) frame.locals.set(name, { kind: "parameter", value, place });
  let inputs = readInputs(frame, declaration);
  if (bindings.size > 0) {
    for (const [name, local] of frame.locals) {
      const size = bindings.get(name);
      if (local.kind === "size" && size !== undefined) frame.locals.set(name, { ...local, size });
    }
    inputs = inputs.map((input) => ({
      ...input,
      shape: input.shape === undefined ? undefined : substituteShape(input.shape, bindings),
    }));
  }
  declareInputs(frame, inputs);
  const outputs = elaborate(frame, declaration);
  finishBuild(frame, declaration, outputs);
  return { frame, inputs, outputs };
}
