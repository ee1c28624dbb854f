/** Turns what stands for an attribute into its checked value, or reports why it cannot be one. */

import type { AttributeType, NumberRange } from "../../catalog/attribute.ts";
import { nearestName } from "../../data/nearest-name.ts";
import { formatSize } from "../../shapes/format.ts";
import type { Size } from "../../shapes/size.ts";
import type { Expression } from "../syntax/tree.ts";
import type { ArgumentRules, AttributeResult } from "./arguments.ts";
import { activationValue, biasValue, initialiserValue, isActivation } from "./call-value.ts";
import { evaluate } from "./evaluate.ts";
import { replace } from "./finding.ts";
import { type Frame, here, noteUse, report } from "./frame.ts";
import { wordOf } from "./names.ts";
import { pointsValue } from "./points.ts";
import { shapeValue, sizesValue, sizeValue, wrongKind } from "./size-value.ts";
import { describeValue, type Value } from "./value.ts";

/** `undefined` where something is wrong, which has been reported. */
export function attributeValue(
  frame: Frame,
  name: string,
  type: AttributeType,
  expression: Expression,
): AttributeResult | undefined {
  switch (type.kind) {
    case "activation":
      return activationValue(frame, expression, argumentRules);
    case "initialiser":
      return initialiserValue(frame, expression, argumentRules);
    case "bias":
      return biasValue(frame, expression, argumentRules);
    case "layer":
      return labelValue(frame, name, expression);
    case "points":
      return pointsValue(frame, name, expression);
    case "tensor":
      report(frame, "SOMA2007", expression.span, { what: `\`${name}\`` });
      return undefined;
    case "choice":
    case "padding":
    case "column":
      return fromValue(frame, name, type, expression, evaluate(frame, expression, { words: true }));
    default:
      return fromValue(frame, name, type, expression, evaluate(frame, expression));
  }
}

/** How arguments of every call in the language become attributes. */
export const argumentRules: ArgumentRules = { convert: attributeValue, isActivation };

type PlainType = Exclude<
  AttributeType,
  { kind: "activation" | "initialiser" | "bias" | "layer" | "points" | "tensor" }
>;

function fromValue(
  frame: Frame,
  name: string,
  type: PlainType,
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  if (value.kind === "unknown") return undefined;
  switch (type.kind) {
    case "size":
      return sizeValue(frame, name, type, expression, value);
    case "sizes":
      return sizesValue(frame, name, type, expression, value);
    case "shape":
      return shapeValue(frame, name, type, expression, value);
    case "padding":
      return paddingValue(frame, name, type.axes, expression, value);
    case "number":
      return numberValue(frame, name, type.range, expression, value);
    case "numbers":
      return numbersValue(frame, name, expression, value);
    case "flag":
      return value.kind === "flag"
        ? { value: value.value }
        : wrongKind(frame, name, "`true` or `false`", expression, value);
    case "choice":
      return choiceValue(frame, name, type.options, expression, value);
    case "text":
    case "file":
      return value.kind === "text"
        ? { value: value.text }
        : wrongKind(
            frame,
            name,
            type.kind === "file" ? "a path in quotes" : "text in quotes",
            expression,
            value,
          );
    case "column":
      if (value.kind === "text") return { value: value.text };
      return value.kind === "word"
        ? { value: value.word }
        : wrongKind(frame, name, "the name of a column", expression, value);
    default:
      return type satisfies never;
  }
}

function paddingValue(
  frame: Frame,
  name: string,
  axes: number,
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  if (value.kind === "word") {
    if (value.word === "same") return { value: "same" };
    return choiceValue(frame, name, ["same"], expression, value);
  }
  const sizes = sizesValue(frame, name, { axes, min: 0 }, expression, value);
  if (sizes === undefined) return undefined;
  return { value: (sizes.value as readonly Size[]).map((size) => [size, size]) };
}

function numberValue(
  frame: Frame,
  name: string,
  range: NumberRange,
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  if (value.kind !== "size" && value.kind !== "real")
    return wrongKind(frame, name, "a number", expression, value);
  const number = value.kind === "real" ? value.value : value.size;
  // A symbol's number is checked where the network is built with its arguments.
  if (typeof number !== "number") return { value: number };
  if (!isWithin(number, range)) {
    report(frame, "SOMA2015", expression.span, {
      name,
      found: describeValue(value, formatSize),
      range: rangeText(range),
    });
    return undefined;
  }
  return { value: number };
}

const isWithin = (value: number, { min, max, above, below }: NumberRange): boolean =>
  Number.isFinite(value) &&
  (min === undefined || value >= min) &&
  (max === undefined || value <= max) &&
  (above === undefined || value > above) &&
  (below === undefined || value < below);

/** "at least 0 and below 1" */
export function rangeText({ min, max, above, below }: NumberRange): string {
  const low = min !== undefined ? `at least ${min}` : above !== undefined ? `above ${above}` : undefined;
  const high = max !== undefined ? `at most ${max}` : below !== undefined ? `below ${below}` : undefined;
  return [low, high].filter((part) => part !== undefined).join(" and ") || "a finite number";
}

function numbersValue(
  frame: Frame,
  name: string,
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  if (value.kind !== "list") return wrongKind(frame, name, "a list of numbers", expression, value);
  const numbers = value.items.flatMap((item) =>
    item.kind === "real"
      ? [item.value]
      : item.kind === "size" && typeof item.size === "number"
        ? [item.size]
        : [],
  );
  if (numbers.length < value.items.length)
    return wrongKind(frame, name, "a list of numbers", expression, value);
  return { value: numbers };
}

function choiceValue(
  frame: Frame,
  name: string,
  options: readonly string[],
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  if (value.kind === "word" && options.includes(value.word)) return { value: value.word };
  const word = value.kind === "word" ? value.word : value.kind === "text" ? value.text : undefined;
  const nearest = word === undefined ? undefined : options.includes(word) ? word : nearestName(word, options);
  report(
    frame,
    "SOMA2025",
    expression.span,
    {
      name,
      found: describeValue(value, formatSize),
      options,
      suggestions: nearest === undefined ? [] : [nearest],
    },
    {
      candidates:
        nearest === undefined
          ? []
          : [replace(`Change to \`${nearest}\``, here(frame, expression.span), nearest)],
    },
  );
  return undefined;
}

/** The name of a layer in this body, for `tie:`. */
function labelValue(frame: Frame, name: string, expression: Expression): AttributeResult | undefined {
  if (expression.kind === "missing") return undefined;
  if (expression.kind !== "name") {
    report(frame, "SOMA2014", expression.span, {
      name,
      wanted: "the label of a layer above",
      found: "an expression",
    });
    return undefined;
  }
  const word = wordOf(expression.name);
  const local = frame.locals.get(word);
  if (local?.kind === "label") {
    noteUse(frame, frame.declaration, expression.name, word);
    return { value: word };
  }
  const labels = [...frame.locals].flatMap(([label, { kind }]) => (kind === "label" ? [label] : []));
  const nearest = nearestName(word, labels);
  report(
    frame,
    "SOMA2001",
    expression.span,
    { name: word, wanted: "label", suggestions: nearest === undefined ? [] : [nearest] },
    {
      candidates:
        nearest === undefined
          ? []
          : [replace(`Change to \`${nearest}\``, here(frame, expression.span), nearest)],
    },
  );
  return undefined;
}
