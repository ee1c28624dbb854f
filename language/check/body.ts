/** The statements of a block or network, one after the other. */

import { compare } from "../../shapes/compare.ts";
import { formatCondition, formatRequirement, formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import { counted } from "../diagnostics/define.ts";
import type {
  Binding,
  BlockDeclaration,
  ExpressionStatement,
  NetworkDeclaration,
  OutputStatement,
  Statement,
} from "../syntax/tree.ts";
import { checkedSize } from "./attribute-value.ts";
import { axisName } from "./axis-name.ts";
import { evaluate } from "./evaluate.ts";
import { finding } from "./finding.ts";
import { declareSymbol, type Frame, here, type NamedTensor, report, type Tensor } from "./frame.ts";
import { wordOf } from "./names.ts";
import { stationsOf } from "./origin.ts";
import { requireFixes } from "./require-fix.ts";
import { checkRequirement } from "./requirement.ts";
import { evaluateTensor } from "./tensor-expression.ts";
import { hasUnknown } from "./value.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;

/** Gives the outputs in their order. Parameters and inputs are declared already. */
export function elaborate(frame: Frame, declaration: Parametric): readonly NamedTensor[] {
  noteLaterNames(frame, declaration);
  const outputs: NamedTensor[] = [];
  let last: NamedTensor | undefined;
  for (const statement of declaration.body.items) {
    switch (statement.kind) {
      case "binding":
        last = evaluateBinding(frame, statement);
        break;
      case "output":
        outputs.push(evaluateOutput(frame, statement, outputs));
        break;
      case "expression":
        last = evaluateLast(frame, statement);
        break;
      case "require":
        checkRequirement(frame, statement, declaration.name.text);
        break;
      case "input":
      case "skipped":
        break;
      default:
        statement satisfies never;
    }
  }
  if (outputs.length > 0 || last === undefined) return outputs;
  return [last];
}

/** Which names are made, and where: using one before that is said plainly. */
function noteLaterNames(frame: Frame, declaration: Parametric): void {
  for (const statement of declaration.body.items) {
    if (statement.kind === "binding" && statement.name.text !== "") {
      note(frame, wordOf(statement.name), statement.name.span);
    }
    if (statement.kind === "skipped" || statement.kind === "input" || statement.kind === "require") continue;
    noteLabels(frame, statement);
  }
}

function note(frame: Frame, name: string, span: { readonly start: number; readonly end: number }): void {
  if (!frame.later.has(name) && !frame.locals.has(name)) frame.later.set(name, span);
}

/** Labels stand at the stages of the statement's own pipeline, or in one between brackets. */
function noteLabels(frame: Frame, statement: Exclude<Statement, { kind: "input" | "require" }>): void {
  const open = [statement.value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "group") open.push(next.inner);
    if (next.kind === "binary") open.push(next.left, next.right);
    if (next.kind === "call") open.push(...next.arguments.map(({ value }) => value));
    if (next.kind !== "pipeline") continue;
    open.push(next.input);
    for (const { label, value } of next.stages) {
      if (label !== undefined && label.text !== "") note(frame, wordOf(label), label.span);
      open.push(value);
    }
  }
}

function evaluateBinding(frame: Frame, { name, value, span, docs }: Binding): NamedTensor {
  const tensor = evaluateTensor(frame, value);
  const word = wordOf(name);
  const named = { name: word, tensor, span };
  if (word === "") return named;
  frame.later.delete(word);
  const first = frame.locals.get(word);
  if (first !== undefined) {
    report(
      frame,
      "SOMA2003",
      name.span,
      { name: name.text, what: first.kind === "tensor" ? "tensor" : first.kind },
      { related: [{ place: first.place, message: `\`${name.text}\` is declared here first` }] },
    );
    return named;
  }
  frame.locals.set(word, { kind: "tensor", tensor, place: here(frame, name.span) });
  declareSymbol(frame, name, {
    kind: "binding",
    detail: describeTensor(name.text, tensor),
    scope: span,
    doc: docs?.text,
  });
  return named;
}

export const describeTensor = (name: string, { shape }: Tensor): string =>
  shape === undefined || shape.some(hasUnknown) ? name : `${name}: ${formatShape(shape)}`;

function evaluateLast(frame: Frame, { value, span }: ExpressionStatement): NamedTensor {
  return { name: "output", tensor: evaluateTensor(frame, value), span };
}

function evaluateOutput(
  frame: Frame,
  statement: OutputStatement,
  before: readonly NamedTensor[],
): NamedTensor {
  const tensor = evaluateTensor(frame, statement.value);
  const own = statement.value.kind === "name" ? wordOf(statement.value.name) : "output";
  const name = before.some((other) => other.name === own) ? `${own}_${before.length + 1}` : own;
  if (statement.shape !== undefined) checkStatedShape(frame, statement, tensor);
  return { name, tensor, span: statement.value.span };
}

/** `output y: [10]`: like a return type. */
function checkStatedShape(frame: Frame, statement: OutputStatement, tensor: Tensor): void {
  if (statement.shape === undefined) return;
  const value = evaluate(frame, statement.shape);
  if (value.kind === "unknown") return;
  if (value.kind !== "list") {
    report(frame, "SOMA2014", statement.shape.span, {
      name: "The shape of the output",
      wanted: "a list of sizes such as `[10]`",
      found: "one value",
    });
    return;
  }
  const written = statement.shape;
  const sizes = value.items.map((item, index) =>
    checkedSize(
      frame,
      "a size of the output",
      { min: 1 },
      (written.kind === "list" ? written.items[index] : undefined) ?? written,
      item,
    ),
  );
  if (sizes.includes(undefined) || tensor.shape === undefined) return;
  const stated = sizes as Shape;
  const { shape } = tensor;
  const facts = { stated: formatShape(stated), actual: formatShape(shape) };
  if (shape.length !== stated.length) {
    if (shape.some(hasUnknown)) return;
    if (blameMissingFlatten(frame, facts.stated)) return;
    const difference = `it has ${counted(shape.length, "axis", "axes")}, not ${stated.length}`;
    report(
      frame,
      "SOMA3010",
      statement.shape.span,
      { ...facts, difference },
      { related: stationsOf(...tensor.origins) },
    );
    return;
  }
  for (const [axis, size] of stated.entries()) {
    const actual = shape[axis] ?? size;
    if (hasUnknown(actual)) continue;
    const answer = compare(actual, size, frame.facts);
    if (answer === "equal") continue;
    const item = written.kind === "list" ? (written.items[axis] ?? written) : written;
    const origin = value.items[axis]?.kind === "size" ? value.items[axis].origin : undefined;
    const related = stationsOf(origin, tensor.origins[axis]);
    const difference = `${axisName(axis, shape.length)} is ${formatSize(actual)}, not ${formatSize(size)}`;
    if (answer === "different") report(frame, "SOMA3010", item.span, { ...facts, difference }, { related });
    else reportOpenOutput(frame, item.span, difference, answer.onlyIf, related);
    return;
  }
}

function reportOpenOutput(
  frame: Frame,
  span: { readonly start: number; readonly end: number },
  difference: string,
  condition: Parameters<typeof formatCondition>[0],
  related: ReturnType<typeof stationsOf>,
): void {
  report(
    frame,
    "SOMA3008",
    span,
    {
      layer: "output",
      condition: formatCondition(condition),
      what: difference,
      requirement: formatRequirement(condition),
    },
    { related, candidates: requireFixes(frame, condition) },
  );
}

/** A stated shape with fewer axes makes the warning about a dense layer on a feature map the error that it is. */
function blameMissingFlatten({ findings }: Frame, stated: string): boolean {
  const index = findings.findIndex(({ code }) => code === "SOMA3030");
  const warning = findings[index];
  if (warning === undefined) return false;
  const { place, message, related, candidates } = warning;
  findings[index] = finding("SOMA3035", place, { before: message, stated }, { related, candidates });
  return true;
}
