/** Expressions that are no tensors: sizes, numbers, words and lists, with the arithmetic on them. */

import { noFacts } from "../../shapes/facts.ts";
import { formatSize } from "../../shapes/format.ts";
import { isExact, type Size } from "../../shapes/size.ts";
import type { BinaryExpression, ConstDeclaration, Expression, Name } from "../syntax/tree.ts";
import { calculate } from "./calculate.ts";
import { startBuild } from "./draft.ts";
import { type Frame, here, type Local, noteUse, report } from "./frame.ts";
import type { Questions } from "./memory.ts";
import { describeDeclaration, reportUnknown, resolve, wordOf } from "./names.ts";
import { born, changed, type Origin } from "./origin.ts";
import { placeOf } from "./place.ts";
import type { OpenUnit } from "./unit.ts";
import { unknownValue, type Value } from "./value.ts";

export interface EvaluateOptions {
  /** Unknown bare words are taken as they are: names of activations, columns, choices. */
  readonly words?: boolean;
  /** Called for a name that means nothing; gives what it stands for (a new symbol), or `undefined` to report it. */
  readonly unknown?: (name: Name) => Value | undefined;
}

export function evaluate(frame: Frame, expression: Expression, options: EvaluateOptions = {}): Value {
  switch (expression.kind) {
    case "number":
      return literal(expression.value, expression.text);
    case "string":
      return { kind: "text", text: expression.value };
    case "boolean":
      return { kind: "flag", value: expression.value };
    case "name":
      return evaluateName(frame, expression.name, options);
    case "list":
      return evaluateList(frame, expression.items, options);
    case "group":
      return evaluate(frame, expression.inner, options);
    case "unary":
      return negated(frame, expression, options);
    case "binary":
      return evaluateBinary(frame, expression, options);
    case "member":
    case "index":
      report(frame, "SOMA2007", expression.span, {
        what: `\`${expression.kind === "index" ? "name[…]" : "name.part"}\``,
      });
      return unknownValue;
    case "call":
    case "pipeline":
      report(frame, "SOMA2014", expression.span, {
        name: "This",
        wanted: "a size or a number",
        found: "a computation on tensors",
      });
      return unknownValue;
    case "missing":
      return unknownValue;
    default:
      return expression satisfies never;
  }
}

/** The literal's exact digits are kept where a number cannot hold them. */
function literal(value: number, text: string): Value {
  if (!Number.isInteger(value) || /[.eE]/.test(text)) {
    return Number.isInteger(value) && Number.isSafeInteger(value)
      ? { kind: "size", size: value }
      : { kind: "real", value };
  }
  return Number.isSafeInteger(value) ? { kind: "size", size: value } : { kind: "size", size: value, text };
}

function evaluateList(frame: Frame, items: readonly Expression[], options: EvaluateOptions): Value {
  const values = items.map((item) => evaluate(frame, item, options));
  return values.some(({ kind }) => kind === "unknown") ? unknownValue : { kind: "list", items: values };
}

function negated(
  frame: Frame,
  expression: Extract<Expression, { kind: "unary" }>,
  options: EvaluateOptions,
): Value {
  const operand = evaluate(frame, expression.operand, options);
  if (operand.kind === "unknown") return operand;
  if (operand.kind === "real") return { kind: "real", value: -operand.value };
  if (operand.kind === "size") {
    const result = calculate("*", operand.size, -1);
    return "size" in result
      ? {
          kind: "size",
          size: result.size,
          ...(operand.text === undefined ? {} : { text: `-${operand.text}` }),
        }
      : unknownValue;
  }
  report(frame, "SOMA2014", expression.span, {
    name: "What `-` stands before",
    wanted: "a number",
    found: operand.kind,
  });
  return unknownValue;
}

function evaluateName(frame: Frame, name: Name, options: EvaluateOptions): Value {
  const word = wordOf(name);
  if (word === "") return unknownValue;
  const local = frame.locals.get(word);
  if (local !== undefined) return valueOfLocal(frame, name, local);
  const declaration = resolve(frame, name);
  if (declaration?.kind === "const")
    return throughConstant(constantValue(frame.questions, declaration), declaration);
  // An import that leads nowhere is reported where it stands.
  if (declaration?.kind === "import") return unknownValue;
  if (declaration !== undefined) {
    report(frame, "SOMA2006", name.span, {
      name: name.text,
      is: describeDeclaration(declaration),
      wanted: "a size or a number",
    });
    return unknownValue;
  }
  const made = options.unknown?.(name);
  if (made !== undefined) return made;
  if (options.words === true) return { kind: "word", word };
  reportUnknown(frame, name, { wanted: "size, parameter or constant", candidates: sizeNames(frame) });
  return unknownValue;
}

const sizeNames = (frame: Frame): readonly string[] => [
  ...[...frame.locals].flatMap(([name, { kind }]) => (kind === "parameter" || kind === "size" ? [name] : [])),
  ...frame.questions
    .allNames()
    .split(" ")
    .filter((name) => frame.questions.resolve(name)?.kind === "const"),
];

function valueOfLocal(frame: Frame, name: Name, local: Local): Value {
  noteUse(frame, frame.declaration, name, wordOf(name));
  switch (local.kind) {
    case "parameter":
      return local.value;
    case "size":
      return {
        kind: "size",
        size: local.size,
        ...(local.origin === undefined ? {} : { origin: local.origin }),
      };
    case "tensor":
    case "label":
      report(
        frame,
        "SOMA2006",
        name.span,
        {
          name: name.text,
          is: local.kind === "label" ? "a layer" : "a tensor",
          wanted: "a size or a number",
        },
        { related: [{ place: local.place, message: `\`${name.text}\` is made here` }] },
      );
      return unknownValue;
    default:
      return local satisfies never;
  }
}

/** Sizes that come from a constant have it in their history. */
function throughConstant(value: Value, declaration: ConstDeclaration): Value {
  if (value.kind !== "size") return value;
  const words = `\`${declaration.name.text}\` is ${value.text ?? formatSize(value.size)}`;
  const place = placeOf(declaration, declaration.span);
  return {
    ...value,
    origin: value.origin === undefined ? born(place, words) : changed(place, words, [value.origin]),
  };
}

/** What a constant is; its own check reports what is wrong with it. */
export function constantValue(questions: Questions, declaration: ConstDeclaration): Value {
  const home = questions.homeOf(declaration);
  return home.ask("value", declaration, () =>
    // The circle is reported where it is found, once for all that are in it.
    home.circleOf(declaration) === undefined
      ? evaluate(fileFrame(home, declaration, undefined), declaration.value, { words: true })
      : unknownValue,
  );
}

/** A frame for what stands outside of every body. */
export function fileFrame(
  questions: Questions,
  declaration: Frame["declaration"],
  record: OpenUnit | undefined,
): Frame {
  return {
    questions,
    declaration,
    record,
    findings: record?.findings ?? [],
    locals: new Map(),
    later: new Map(),
    build: startBuild(""),
    prefix: "",
    weightPrefix: "",
    inside: [],
    facts: noFacts,
    elaborate: () => [],
  };
}

function evaluateBinary(frame: Frame, expression: BinaryExpression, options: EvaluateOptions): Value {
  const left = evaluate(frame, expression.left, options);
  const right = evaluate(frame, expression.right, options);
  if (left.kind === "unknown" || right.kind === "unknown") return unknownValue;
  const { operator } = expression;
  if (operator === "@" || /^[=!<>]/.test(operator)) {
    report(frame, "SOMA2014", expression.operatorSpan, {
      name: "What stands here",
      wanted: "a size or a number",
      found: operator === "@" ? "a product of tensors" : "a comparison",
    });
    return unknownValue;
  }
  if (left.kind === "size" && right.kind === "size") {
    const result = calculate(operator, left.size, right.size);
    if ("size" in result) return withOrigin(frame, expression, result.size, [left.origin, right.origin]);
    if ("real" in result) return { kind: "real", value: result.real };
    report(frame, "SOMA2017", expression.span, result);
    return unknownValue;
  }
  const numbers = [left, right].map(numberOf);
  const [a, b] = numbers;
  if (a !== undefined && b !== undefined) return { kind: "real", value: onNumbers(operator, a, b) };
  const wrong = a === undefined ? expression.left : expression.right;
  report(frame, "SOMA2014", wrong.span, {
    name: `What \`${operator}\` computes with`,
    wanted: "a number",
    found: (a === undefined ? left : right).kind === "list" ? "a list" : "something else",
  });
  return unknownValue;
}

function withOrigin(
  frame: Frame,
  expression: Expression,
  size: Size,
  before: readonly (Origin | undefined)[],
): Value {
  if (before.every((origin) => origin === undefined)) return { kind: "size", size };
  return {
    kind: "size",
    size,
    origin: changed(here(frame, expression.span), `gives ${formatSize(size)}`, before),
  };
}

function numberOf(value: Value): number | undefined {
  if (value.kind === "real") return value.value;
  return value.kind === "size" && typeof value.size === "number" && isExact(value.size)
    ? value.size
    : undefined;
}

function onNumbers(operator: BinaryExpression["operator"], a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "div":
      return Math.floor(a / b);
    case "%":
      return a - b * Math.floor(a / b);
    case "**":
      return a ** b;
    default:
      return Number.NaN;
  }
}
