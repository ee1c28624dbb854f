/** `train` declarations: the network with its numbers, the data, the settings, and whether they go together. */
import type { Experiment } from "../../network/experiment.ts";
import { compare } from "../../shapes/compare.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import { type Bindings, substitute, symbolsOf } from "../../shapes/substitution.ts";
import { unify } from "../../shapes/unify.ts";
import type { NetworkDeclaration, TrainDeclaration } from "../syntax/tree.ts";
import { axisName } from "./axis-name.ts";
import { hasOpenConditions, writtenIn } from "./block-call.ts";
import { calledName } from "./call-value.ts";
import { checkLoss } from "./check-loss.ts";
import { type BuiltNetwork, bodyFrame, buildNetwork, countParameters } from "./check-network.ts";
import { checkPerceptron, type PerceptronCase } from "./check-perceptron.ts";
import { dataPlace } from "./data-place.ts";
import { dataSetOf, inlineData } from "./data-set.ts";
import type { ExperimentDraft } from "./draft.ts";
import { fileFrame } from "./evaluate.ts";
import { checkExpectations } from "./expectations.ts";
import { type Finding, finding, isError } from "./finding.ts";
import { type Frame, hasErrors, here, report } from "./frame.ts";
import { type DeclaredInput, readInputs } from "./inputs.ts";
import type { Questions } from "./memory.ts";
import { describeDeclaration, reportUnknown, resolve, wordOf } from "./names.ts";
import { stationsOf } from "./origin.ts";
import { bindParameters } from "./parameters.ts";
import { placeOf } from "./place.ts";
import { checkRunSize } from "./run-size.ts";
import { checkTrainSettings, type TrainSettings } from "./train-settings.ts";
import { type DataSet, openUnit, type Unit } from "./unit.ts";
import type { Value } from "./value.ts";

export function checkTrain(questions: Questions, declaration: TrainDeclaration): Unit {
  const unit = openUnit(declaration);
  const frame = fileFrame(questions, declaration, unit);
  const network = findNetwork(frame, declaration);
  const data = findData(frame, declaration);
  const name = declaration.name?.text || network?.name.text || "";
  const keyword = keywordSpan(frame, declaration);
  const settings = checkTrainSettings(frame, declaration, data);
  const built = network === undefined ? undefined : build(frame, declaration, network, data);
  const expectations = checkExpectations(frame, declaration, network, data?.description);
  if (built !== undefined && network !== undefined)
    checkLearning({ frame, declaration, network, built, data }, settings);
  const experiment: ExperimentDraft = {
    name,
    place: placeOf(declaration, declaration.span),
    keywordPlace: here(frame, keyword),
    ...(network === undefined ? {} : { network: network.name.text }),
    ...(data === undefined ? {} : { data: data.plan.name }),
  };
  const { training } = settings;
  if (built !== undefined && training !== undefined && !built.frame.build.broken)
    checkRunSize({ frame, declaration, built, training, data });
  if (hasErrors(frame) || built === undefined || training === undefined || data === undefined) {
    return { ...unit, experiment };
  }
  // Before a data file is read nobody knows whether its labels fit.
  if (built.frame.build.broken || data.description === undefined) return { ...unit, experiment };
  const plan: Experiment["data"] =
    settings.split === undefined
      ? data.plan
      : { ...data.plan, settings: { ...data.plan.settings, split: settings.split } };
  return {
    ...unit,
    experiment: { ...experiment, ready: { build: built.frame.build, plan, training, expectations } },
  };
}

function checkLearning(facts: PerceptronCase, { correctsMistakes, loss }: TrainSettings): void {
  if (!checkLearns(facts.frame, facts.declaration, facts.network, facts.built)) return;
  if (correctsMistakes) checkPerceptron(facts);
  else if (loss !== undefined) checkLoss({ ...facts, loss });
}

/** The word `train`, behind the documentation if there is any. */
function keywordSpan(frame: Frame, declaration: TrainDeclaration) {
  const from = declaration.docs?.span.end ?? 0;
  const text = frame.questions.textOf(declaration, { start: from, end: declaration.span.end });
  const start = from + Math.max(0, text.indexOf("train"));
  return { start, end: start + "train".length };
}

function findNetwork(frame: Frame, { network }: TrainDeclaration): NetworkDeclaration | undefined {
  const name = calledName(network);
  if (name === undefined) {
    if (network.kind !== "missing") {
      const found = frame.questions.textOf(frame.declaration, network.span);
      report(frame, "SOMA2014", network.span, {
        name: "What `train` trains",
        wanted: "the name of a network",
        found: `\`${found}\``,
      });
    }
    return undefined;
  }
  const declaration = resolve(frame, name);
  if (declaration?.kind === "network") return declaration;
  if (declaration === undefined) {
    const candidates = namesOfKind(frame, "network");
    reportUnknown(frame, name, { wanted: "network", candidates });
  } else if (declaration.kind !== "import") {
    const advice =
      declaration.kind === "block" ? "Write `network` instead of `block` to train it." : undefined;
    const facts = { name: name.text, is: describeDeclaration(declaration), wanted: "a network" };
    report(frame, "SOMA2006", name.span, advice === undefined ? facts : { ...facts, advice });
  }
  return undefined;
}

const namesOfKind = (frame: Frame, kind: "network" | "data"): readonly string[] =>
  frame.questions
    .allNames()
    .split(" ")
    .filter((name) => frame.questions.resolve(name)?.kind === kind);

function findData(frame: Frame, { data }: TrainDeclaration): DataSet | undefined {
  if (data.kind === "missing") return undefined;
  if (data.kind !== "name") return inlineData(frame, data);
  const declaration = resolve(frame, data.name);
  if (declaration?.kind === "data") return dataSetOf(frame.questions, declaration);
  if (declaration?.kind === "import") return undefined;
  if (declaration !== undefined) {
    report(frame, "SOMA2006", data.span, {
      name: data.name.text,
      is: describeDeclaration(declaration),
      wanted: "a data set",
    });
    return undefined;
  }
  const known = namesOfKind(frame, "data");
  if (known.includes(wordOf(data.name))) return undefined;
  // A source whose attributes all have fallbacks may stand here by its name alone.
  const before = frame.findings.length;
  const inline = inlineData(frame, data);
  if (inline !== undefined || frame.findings.slice(before).some(({ code }) => code !== "SOMA2001"))
    return inline;
  frame.findings.splice(before);
  reportUnknown(frame, data.name, { wanted: "data set", candidates: known });
  return undefined;
}

/** The network with the arguments of this experiment, and its inputs' symbols bound by the data. */
function build(
  frame: Frame,
  declaration: TrainDeclaration,
  network: NetworkDeclaration,
  data: DataSet | undefined,
): BuiltNetwork | undefined {
  const name = calledName(declaration.network);
  const given = declaration.network.kind === "call" ? declaration.network.arguments : [];
  const nameSpan = name?.span ?? declaration.network.span;
  const parameters = bindParameters(frame, { declaration: network, nameSpan, arguments: given });
  if (parameters === undefined || frame.questions.stateOf(network) !== "fine") return undefined;
  const inputs = inputsWith(frame, network, parameters);
  const [input, ...more] = inputs;
  if (input === undefined) return undefined;
  if (more.length > 0) {
    report(frame, "SOMA4011", nameSpan, { network: network.name.text, count: inputs.length, what: "input" });
    return undefined;
  }
  const row = data?.description?.input;
  let bindings: Bindings = new Map();
  if (row !== undefined && input.shape !== undefined && data !== undefined) {
    const bound = matchData(frame, declaration, network, input, row, data);
    if (bound === undefined) return undefined;
    bindings = bound;
  }
  // While a file is not read yet its sizes are open: nothing can be said about the network until then.
  if (row === undefined && input.shape?.some((size) => typeof size !== "number")) return undefined;
  const open = (input.shape ?? []).flatMap((size) => symbolsOf(substitute(size, bindings)));
  if (open.length > 0) {
    const symbols = [...new Set(open)].map((symbol) => `\`${symbol}\``).join(" and ");
    report(frame, "SOMA3034", nameSpan, { network: network.name.text, symbols });
    return undefined;
  }
  const built = buildNetwork(frame.questions, network, parameters, bindings, here(frame, nameSpan));
  passOnErrors(frame, network, nameSpan, built, parameters, bindings);
  for (const block of built.frame.build.decided) frame.record?.decided.add(block);
  if (!hasOpenConditions(built.frame)) frame.record?.decided.add(network);
  return hasErrors(built.frame) ? undefined : built;
}

function inputsWith(
  frame: Frame,
  network: NetworkDeclaration,
  parameters: ReadonlyMap<string, Value>,
): readonly DeclaredInput[] {
  const inner = bodyFrame(frame.questions, network, undefined);
  const place = placeOf(network, network.name.span);
  for (const [name, value] of parameters) inner.locals.set(name, { kind: "parameter", value, place });
  return readInputs(inner, network);
}

function matchData(
  frame: Frame,
  declaration: TrainDeclaration,
  network: NetworkDeclaration,
  input: DeclaredInput,
  row: readonly number[],
  data: DataSet,
): Bindings | undefined {
  const shape = input.shape ?? [];
  const unified = unify(shape, row, new Set(shape.flatMap((size) => symbolsOf(size))));
  // A size with two symbols or more differs from nothing yet: they are what is left open.
  const decided = unified?.toCompare.filter((pair) => symbolsOf(pair.declared).length < 2);
  const difference = decided === undefined ? ranksDiffer(row, shape) : firstDifference(decided, shape.length);
  if (difference === undefined && unified !== undefined) return unified.bindings;
  const wanted = formatShape(shape);
  const where = input.statement.shape.span;
  report(
    frame,
    "SOMA4010",
    declaration.data.span,
    {
      data: data.plan.name,
      row: formatShape(row),
      input: input.statement.name.text,
      wanted,
      difference: difference ?? "they differ",
      advice: `Write \`input ${input.statement.name.text}: ${formatShape(row)}\`, or train on other data.`,
    },
    {
      related: [...stationsOf(...input.origins), ...dataPlace(frame, declaration)],
      candidates: [
        {
          title: `Change the input of \`${network.name.text}\` to ${formatShape(row)}`,
          edits: [{ place: placeOf(network, where), text: formatShape(row) }],
        },
      ],
    },
  );
  return undefined;
}

const ranksDiffer = (row: Shape, shape: Shape): string =>
  `${row.length === 1 ? "1 axis" : `${row.length} axes`} against ${shape.length}`;

function firstDifference(
  pairs: readonly {
    readonly axis: number;
    readonly declared: Shape[number];
    readonly given: Shape[number];
  }[],
  rank: number,
): string | undefined {
  const found = pairs.find(({ declared, given }) => compare(declared, given) !== "equal");
  return found === undefined
    ? undefined
    : `${axisName(found.axis, rank)} is ${formatSize(found.given)} in the data and ${formatSize(found.declared)} in the network`;
}

/** What goes wrong with the numbers of this experiment only: the network itself is fine. */
function passOnErrors(
  frame: Frame,
  network: NetworkDeclaration,
  nameSpan: TrainDeclaration["span"],
  built: BuiltNetwork,
  parameters: ReadonlyMap<string, Value>,
  bindings: Bindings,
): void {
  const trouble: Finding | undefined = built.frame.findings.find(isError);
  if (trouble === undefined) return;
  const sizes = [
    ...[...parameters].flatMap(([name, value]) =>
      value.kind === "size" ? [`${name} = ${formatSize(value.size)}`] : [],
    ),
    ...[...bindings].map(([name, size]) => `${name} = ${formatSize(size)}`),
  ].join(", ");
  const related = [...trouble.related, { place: trouble.place, message: writtenIn(network) }];
  const facts = { block: network.name.text, sizes, inner: trouble.message };
  frame.findings.push(finding("SOMA3013", here(frame, nameSpan), facts, { related }));
}

function checkLearns(
  frame: Frame,
  declaration: TrainDeclaration,
  network: NetworkDeclaration,
  { frame: inner }: BuiltNetwork,
): boolean {
  if (inner.build.broken || countParameters(inner.build) !== 0) return true;
  report(frame, "SOMA4017", declaration.network.span, { network: network.name.text });
  return false;
}
