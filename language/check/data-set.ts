/** `data` declarations: the source with its attributes, the settings, and what is known of the rows. */
import type { AttributeValue, Call } from "../../catalog/attribute.ts";
import { type DataDescription, type DataProblem, isProblem } from "../../data/define.ts";
import { dataSources, findDataSource } from "../../data/index.ts";
import type { DataSettings } from "../../network/experiment.ts";
import type { DataDeclaration, Expression } from "../syntax/tree.ts";
import { type BoundArguments, bindArguments } from "./arguments.ts";
import { argumentRules } from "./attribute-value.ts";
import { calledName } from "./call-value.ts";
import { checkSettings } from "./check-settings.ts";
import { fileFrame } from "./evaluate.ts";
import { type Frame, report } from "./frame.ts";
import type { Questions } from "./memory.ts";
import { reportUnknown, wordOf } from "./names.ts";
import { isPlanned } from "./not-yet.ts";
import { dataDefaults, dataSettings } from "./settings.ts";
import { type DataSet, openUnit, type Unit } from "./unit.ts";

export function checkData(questions: Questions, declaration: DataDeclaration): Unit {
  const unit = openUnit(declaration);
  const data = readData(fileFrame(questions, declaration, unit), declaration);
  return data === undefined ? unit : { ...unit, data };
}

/** What a data set is; its own check, of which this is a part, reports what is wrong with it. */
export const dataSetOf = (questions: Questions, declaration: DataDeclaration): DataSet | undefined =>
  questions.ask("unit", declaration, () => checkData(questions, declaration)).data;

function readData(frame: Frame, { name, source, body }: DataDeclaration): DataSet | undefined {
  const made = readSource(frame, source);
  const settings = checkSettings(frame, body, dataSettings);
  if (made === undefined || settings === undefined) return undefined;
  return {
    plan: { name: name.text, source: made.call, settings: dataSettingsOf(settings) },
    description: made.description,
    split: made.split,
  };
}

/** `on spiral(points: 100)`: a data set without a declaration. */
export function inlineData(frame: Frame, source: Expression): DataSet | undefined {
  const made = readSource(frame, source);
  if (made === undefined) return undefined;
  const plan = { name: made.call.name, source: made.call, settings: dataSettingsOf(new Map()) };
  return { plan, description: made.description, split: made.split };
}

function dataSettingsOf(given: ReadonlyMap<string, AttributeValue>): DataSettings {
  // Every setting was checked against its own type.
  return { ...dataDefaults, ...Object.fromEntries(given) } as DataSettings;
}

interface ReadSource {
  readonly call: Call;
  readonly description: DataDescription | undefined;
  readonly split: number;
}

function readSource(frame: Frame, expression: Expression): ReadSource | undefined {
  if (expression.kind === "missing") return undefined;
  const name = calledName(expression);
  if (name === undefined) {
    const found = `\`${frame.questions.textOf(frame.declaration, expression.span)}\``;
    report(frame, "SOMA5002", expression.span, { found });
    return undefined;
  }
  const word = wordOf(name);
  const source = findDataSource(word);
  if (source === undefined) {
    if (word === "") return undefined;
    if (isPlanned("data source", word)) {
      report(frame, "SOMA2007", name.span, { what: `The data source \`${word}\`` });
    } else {
      const candidates = dataSources.map((each) => each.name);
      reportUnknown(frame, name, { wanted: "data source", candidates, signatures: dataSources });
    }
    return undefined;
  }
  const site = {
    signature: source,
    nameSpan: name.span,
    arguments: expression.kind === "call" ? expression.arguments : [],
  };
  const bound = bindArguments(frame, site, argumentRules);
  if (bound === undefined) return undefined;
  // The attributes were checked against the source's own declaration.
  const described = source.describe(bound.attributes as never, frame.questions.files);
  const call = { name: source.name, attributes: bound.attributes };
  if (described === undefined) return { call, description: undefined, split: source.split };
  if (isProblem(described)) {
    reportProblem(frame, expression, bound, described);
    return undefined;
  }
  return { call, description: described, split: source.split };
}

function reportProblem(
  frame: Frame,
  expression: Expression,
  { written }: BoundArguments,
  { problem, advice, attribute }: DataProblem,
): void {
  const span = (attribute === undefined ? undefined : written.get(attribute)?.span) ?? expression.span;
  report(frame, "SOMA5001", span, { problem, advice });
}
