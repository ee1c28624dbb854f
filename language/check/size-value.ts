/** Sizes as attributes: within their limits, one for all axes or one for each. */
import { boundsOf } from "../../shapes/bounds.ts";
import { formatSize } from "../../shapes/format.ts";
import { isExact, largestSize, type Size } from "../../shapes/size.ts";
import { quoted } from "../diagnostics/define.ts";
import type { Expression } from "../syntax/tree.ts";
import type { AttributeResult } from "./arguments.ts";
import { replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { describeValue, type Value } from "./value.ts";

interface SizeLimits {
  readonly min: number;
  readonly max?: number;
}

export function sizeValue(
  frame: Frame,
  name: string,
  limits: SizeLimits,
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  const size = checkedSize(frame, name, limits, expression, value);
  return size === undefined
    ? undefined
    : { value: size, origin: value.kind === "size" ? value.origin : undefined };
}

/** A size within its limits; of a size with symbols only what holds for all of them is checked. */
export function checkedSize(
  frame: Frame,
  name: string,
  { min, max }: SizeLimits,
  expression: Expression,
  value: Value,
): Size | undefined {
  const range =
    max !== undefined
      ? `a whole number from ${min} to ${max}`
      : min === 0
        ? "a whole number of at least 0"
        : `a whole number of at least ${min}`;
  if (value.kind === "real") {
    report(frame, "SOMA2015", expression.span, { name, found: String(value.value), range });
    return undefined;
  }
  if (value.kind !== "size") return wrongKind(frame, name, "a whole number", expression, value);
  const { minimum, maximum } = isExact(value.size)
    ? boundsOf(value.size, frame.facts)
    : { minimum: Infinity, maximum: Infinity };
  const found = describeValue(value, formatSize);
  if (minimum > Math.max(largestSize, max ?? 0)) {
    report(frame, "SOMA3020", expression.span, { what: quoted(name), found });
    return undefined;
  }
  if (maximum < min || (max !== undefined && minimum > max)) {
    const candidates =
      maximum < min && min > 0
        ? [replace(`Change to ${min}`, here(frame, expression.span), String(min))]
        : [];
    report(frame, "SOMA2015", expression.span, { name, found, range }, { candidates });
    return undefined;
  }
  return value.size;
}

export function sizesValue(
  frame: Frame,
  name: string,
  { axes, min }: { readonly axes: number; readonly min: number },
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  if (value.kind !== "list") {
    const size = checkedSize(frame, name, { min }, expression, value);
    return size === undefined
      ? undefined
      : {
          value: Array.from({ length: axes }, () => size),
          origin: value.kind === "size" ? value.origin : undefined,
        };
  }
  if (!hasLength(frame, name, axes, expression, value.items.length)) return undefined;
  const parts = value.items.map((item, index) =>
    checkedSize(frame, name, { min }, itemOf(expression, index), item),
  );
  return parts.includes(undefined) ? undefined : { value: parts as Size[] };
}

const itemOf = (expression: Expression, index: number): Expression =>
  (expression.kind === "list" ? expression.items[index] : undefined) ?? expression;

function hasLength(
  frame: Frame,
  name: string,
  wanted: number,
  expression: Expression,
  found: number,
): boolean {
  if (found === wanted) return true;
  const [first] = expression.kind === "list" ? expression.items : [];
  const text = first === undefined ? undefined : frame.questions.textOf(frame.declaration, first.span);
  const candidates =
    text === undefined ? [] : [replace(`Write ${text} for all axes`, here(frame, expression.span), text)];
  report(frame, "SOMA2016", expression.span, { name, found, wanted }, { candidates });
  return false;
}

export function shapeValue(
  frame: Frame,
  name: string,
  limits: SizeLimits,
  expression: Expression,
  value: Value,
): AttributeResult | undefined {
  if (value.kind !== "list") return wrongKind(frame, name, "a list of sizes", expression, value);
  const parts = value.items.map((item, index) =>
    checkedSize(frame, name, limits, itemOf(expression, index), item),
  );
  return parts.includes(undefined) ? undefined : { value: parts as Size[] };
}

export function wrongKind(
  frame: Frame,
  name: string,
  wanted: string,
  expression: Expression,
  value: Value,
): undefined {
  report(frame, "SOMA2014", expression.span, { name, wanted, found: describeValue(value, formatSize) });
  return undefined;
}
