/** The statements of a block or network, one after the other. */

import { formatShape } from "../../shapes/format.ts";
import type {
  Binding,
  BlockDeclaration,
  ExpressionStatement,
  NetworkDeclaration,
  OutputStatement,
  Statement,
} from "../syntax/tree.ts";
import { declareSymbol, type Frame, here, type NamedTensor, report, type Tensor } from "./frame.ts";
import { wordOf } from "./names.ts";
import { checkRequirement } from "./requirement.ts";
import { checkStatedShape } from "./stated-shape.ts";
import { evaluateSingle, evaluateTensor } from "./tensor-expression.ts";
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
  return { name: "output", tensor: evaluateSingle(frame, value), span };
}

function evaluateOutput(
  frame: Frame,
  statement: OutputStatement,
  before: readonly NamedTensor[],
): NamedTensor {
  const tensor = evaluateSingle(frame, statement.value);
  const own = statement.value.kind === "name" ? wordOf(statement.value.name) : "output";
  const name = before.some((other) => other.name === own) ? `${own}_${before.length + 1}` : own;
  if (statement.shape !== undefined) checkStatedShape(frame, statement, tensor);
  return { name, tensor, span: statement.value.span };
}
