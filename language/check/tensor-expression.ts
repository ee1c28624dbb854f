/** Expressions that are tensors: names, pipelines, calls and operators. */

import { findActivation } from "../../layers/activations/index.ts";
import type { LayerKind } from "../../layers/define.ts";
import { findLayer } from "../../layers/index.ts";
import type { Expression, Name, PipelineExpression, Span, Stage } from "../syntax/tree.ts";
import { ownEntry } from "./arguments.ts";
import { applyBlock, blockInputs } from "./block-call.ts";
import { calledName } from "./call-value.ts";
import { type Applicable, resolveCallee, type WrittenCall, writtenCall } from "./callee.ts";
import { type Frame, here, noteUse, report, type Tensor, unknownTensor } from "./frame.ts";
import { applyLayer, type LayerSite } from "./layer-call.ts";
import { describeDeclaration, reportUnknown, resolve, wordOf } from "./names.ts";
import { repeatBlock } from "./repeat.ts";
import { evaluateMember, single } from "./several-outputs.ts";
import { declareLabel, recordUnknown } from "./stage-label.ts";
import { pathBack } from "./statement-circle.ts";

export function evaluateTensor(frame: Frame, expression: Expression): Tensor {
  switch (expression.kind) {
    case "name":
      return namedTensor(frame, expression.name);
    case "group":
      return evaluateTensor(frame, expression.inner);
    case "pipeline":
      return evaluatePipeline(frame, expression);
    case "call":
      return applyWritten(frame, { expression, inputs: [] });
    case "binary":
      return applyOperator(frame, expression);
    case "member":
      return evaluateMember(frame, expression);
    case "index":
      report(frame, "SOMA2007", expression.span, {
        what: `\`${frame.questions.textOf(frame.declaration, expression.span)}\` as a tensor`,
      });
      return unknownTensor;
    case "missing":
      return unknownTensor;
    case "number":
    case "string":
    case "boolean":
    case "list":
    case "unary":
      report(frame, "SOMA2014", expression.span, {
        name: "What stands here",
        wanted: "a tensor, such as an input's name",
        found:
          expression.kind === "list"
            ? "a list"
            : `\`${frame.questions.textOf(frame.declaration, expression.span)}\``,
      });
      return unknownTensor;
    default:
      return expression satisfies never;
  }
}

/** An expression that must be one tensor. */
export const evaluateSingle = (frame: Frame, expression: Expression): Tensor =>
  single(frame, evaluateTensor(frame, expression), expression.span);

function namedTensor(frame: Frame, name: Name): Tensor {
  const word = wordOf(name);
  if (word === "") return unknownTensor;
  const local = frame.locals.get(word);
  if (local?.kind === "tensor" || local?.kind === "label") {
    noteUse(frame, frame.declaration, name, word);
    return local.tensor;
  }
  if (local !== undefined) {
    noteUse(frame, frame.declaration, name, word);
    report(frame, "SOMA2006", name.span, {
      name: name.text,
      is: local.kind === "size" ? "a size" : "a parameter",
      wanted: "a tensor",
    });
    return unknownTensor;
  }
  const later = frame.later.get(word);
  if (later !== undefined) {
    reportTooEarly(frame, name, later);
    return unknownTensor;
  }
  const declaration = resolve(frame, name);
  if (declaration?.kind === "import") frame.build.usesWrongBlock = true;
  else if (declaration !== undefined) {
    report(frame, "SOMA2006", name.span, {
      name: name.text,
      is: describeDeclaration(declaration),
      wanted: "a tensor",
    });
  } else if (findLayer(word) !== undefined) {
    report(frame, "SOMA2006", name.span, {
      name: name.text,
      is: "a layer",
      wanted: "a tensor",
      advice: `Apply it to one: \`x -> ${name.text}\`.`,
    });
  } else {
    const candidates = [...frame.locals].flatMap(([each, { kind }]) =>
      kind === "tensor" || kind === "label" ? [each] : [],
    );
    reportUnknown(frame, name, { wanted: "tensor", candidates });
  }
  return unknownTensor;
}

function reportTooEarly(frame: Frame, name: Name, later: Span): void {
  const related = [{ place: here(frame, later), message: `\`${name.text}\` is made here` }];
  const circle = pathBack(frame.declaration, name);
  if (circle === undefined) report(frame, "SOMA2004", name.span, { name: name.text }, { related });
  else
    report(
      frame,
      "SOMA2005",
      name.span,
      { what: "These tensors need each other", path: circle },
      { related },
    );
}

function evaluatePipeline(frame: Frame, pipeline: PipelineExpression): Tensor {
  let tensor = evaluateSingle(frame, pipeline.input);
  for (const [index, stage] of pipeline.stages.entries()) {
    const next = nextActivation(pipeline.stages[index + 1]);
    tensor = applyWritten(frame, { expression: stage.value, inputs: [tensor], stage, next });
    if (index < pipeline.stages.length - 1) tensor = single(frame, tensor, stage.value.span);
  }
  return tensor;
}

/** What the next stage applies, if it is an activation: initial values depend on it. */
function nextActivation(stage: Stage | undefined): LayerKind | undefined {
  const name = stage === undefined ? undefined : calledName(stage.value);
  return name === undefined ? undefined : findActivation(wordOf(name));
}

interface Application {
  readonly expression: Expression;
  readonly inputs: readonly Tensor[];
  readonly stage?: Stage;
  readonly next?: LayerKind | undefined;
}

function applyWritten(frame: Frame, { expression, inputs, stage, next }: Application): Tensor {
  const written = writtenCall(frame, expression);
  const callee = written === undefined ? undefined : resolveCallee(frame, written);
  const label = stage?.label;
  if (written === undefined || callee === undefined) {
    const site = siteOf(expression, label, stage);
    recordUnknown(frame, expression, written, site, inputs);
    frame.build.broken = true;
    declareLabel(frame, label, undefined, unknownTensor, expression);
    return unknownTensor;
  }
  const { tensors, rest } = takeTensors(frame, callee, written, inputs);
  const site: LayerSite = {
    ...siteOf(expression, label, stage),
    written: { ...written, arguments: rest },
    ...(next === undefined ? {} : { next }),
  };
  const applied = apply(frame, callee, site, tensors);
  declareLabel(frame, label, applied.labelled, applied.tensor, expression);
  return applied.tensor;
}

const siteOf = (expression: Expression, label: Name | undefined, stage: Stage | undefined) => ({
  span: expression.span,
  ...(label === undefined || label.text === "" ? {} : { label: wordOf(label) }),
  ...(stage === undefined ? {} : { arrow: stage.arrow }),
});

function apply(frame: Frame, callee: Applicable, site: LayerSite, tensors: readonly Tensor[]) {
  switch (callee.kind) {
    case "layer":
      return applyLayer(frame, callee.layer, site, tensors);
    case "block":
      return applyBlock(frame, callee.declaration, site, tensors);
    case "repeat":
      return repeatBlock(frame, site, tensors);
    case "shared": {
      const { layer, label } = callee;
      if (site.written.arguments.length > 0) {
        const [first] = site.written.arguments;
        report(
          frame,
          "SOMA2024",
          first?.span ?? site.span,
          { name: label, kind: layer.kind },
          { related: [{ place: layer.place, message: `\`${label}\` is made here` }] },
        );
      }
      if (layer.call !== undefined)
        return applyBlock(frame, layer.call.declaration, site, tensors, { label, layer });
      const kind = findLayer(layer.kind);
      if (kind === undefined) return { tensor: unknownTensor, labelled: undefined };
      return applyLayer(frame, kind, site, tensors, { label, layer });
    }
    default:
      return callee satisfies never;
  }
}

/** The tensors that are piped in, and those between the brackets, first or by name, as many as the callee takes. */
function takeTensors(frame: Frame, callee: Applicable, written: WrittenCall, piped: readonly Tensor[]) {
  let open = inputLimit(callee) - piped.length;
  const tensors = [...piped];
  const rest = written.arguments.filter((argument) => {
    const isTensor =
      argument.name === undefined
        ? mayBeTensor(frame, argument.value)
        : namesTensor(callee, wordOf(argument.name));
    if (!isTensor || open <= 0) return true;
    open -= 1;
    tensors.push(evaluateSingle(frame, argument.value));
    return false;
  });
  return { tensors, rest };
}

/** `attention(memory: other)`: an attribute that stands for an input. */
const namesTensor = (callee: Applicable, attribute: string): boolean =>
  callee.kind === "layer" && ownEntry(callee.layer.attributes, attribute)?.type.kind === "tensor";

function inputLimit(callee: Applicable): number {
  switch (callee.kind) {
    case "layer":
      return callee.layer.arity === undefined ? 1 : (callee.layer.arity.max ?? Number.POSITIVE_INFINITY);
    case "block":
      return blockInputs(callee.declaration);
    case "shared":
      return callee.layer.call === undefined ? 1 : blockInputs(callee.layer.call.declaration);
    case "repeat":
      return 1;
    default:
      return callee satisfies never;
  }
}

/** `f(x, a)`: x may be a tensor; a number, a list or a parameter cannot. */
function mayBeTensor(frame: Frame, expression: Expression): boolean {
  switch (expression.kind) {
    case "group":
      return mayBeTensor(frame, expression.inner);
    case "pipeline":
    case "call":
      return true;
    case "member":
      return mayBeTensor(frame, expression.object);
    case "binary":
      return mayBeTensor(frame, expression.left) || mayBeTensor(frame, expression.right);
    case "name": {
      const word = wordOf(expression.name);
      const local = frame.locals.get(word);
      if (local !== undefined) return local.kind === "tensor" || local.kind === "label";
      return frame.later.has(word);
    }
    default:
      return false;
  }
}

function applyOperator(frame: Frame, expression: Extract<Expression, { kind: "binary" }>): Tensor {
  const inputs = [evaluateSingle(frame, expression.left), evaluateSingle(frame, expression.right)];
  const kind = findLayer(expression.operator);
  if (kind === undefined) {
    frame.build.broken = true;
    if (inputs.every(({ shape }) => shape === undefined)) return unknownTensor;
    report(frame, "SOMA2007", expression.operatorSpan, {
      what: `\`${expression.operator}\` between tensors`,
    });
    return unknownTensor;
  }
  const name: Name = { kind: "word", text: expression.operator, span: expression.operatorSpan };
  const site: LayerSite = { span: expression.span, written: { expression, name, arguments: [] } };
  return applyLayer(frame, kind, site, inputs).tensor;
}
