/** `require` statements: conditions on sizes that hold, fail, or are open and then taken as given. */

import { add, subtract } from "../../shapes/arithmetic.ts";
import { type Answer, compare, divides, isAtLeast } from "../../shapes/compare.ts";
import { remainder } from "../../shapes/division.ts";
import { assume, type Condition } from "../../shapes/facts.ts";
import { formatRequirement, formatSize } from "../../shapes/format.ts";
import type { Size } from "../../shapes/size.ts";
import type { Comparison, Expression, RequireStatement } from "../syntax/tree.ts";
import { evaluate } from "./evaluate.ts";
import type { FixDraft } from "./finding.ts";
import { type Frame, report } from "./frame.ts";
import { type Origin, stationsOf } from "./origin.ts";
import { equalSizes, roundSize, writeSize } from "./size-fixes.ts";
import { hasUnknown } from "./value.ts";

interface Claim {
  /** `undefined` for `!=`, which gives nothing to reason with. */
  readonly condition: Condition | undefined;
  readonly answer: Answer;
  /** Why it fails, with numbers: "7 % 2 = 1". */
  readonly because: string;
  readonly origins: readonly (Origin | undefined)[];
}

export function checkRequirement(frame: Frame, statement: RequireStatement, owner: string): void {
  const claim = claimOf(frame, statement.condition);
  if (claim === undefined) return;
  const condition = `\`${frame.questions.textOf(frame.declaration, statement.condition.span)}\``;
  const related = stationsOf(...claim.origins);
  if (claim.answer === "no") {
    report(
      frame,
      "SOMA3012",
      statement.condition.span,
      { owner, condition, because: claim.because },
      { related, candidates: requirementFixes(frame, claim) },
    );
    return;
  }
  if (claim.answer === "yes") return;
  if (frame.inside.length > 0 && claim.condition !== undefined) {
    // Written out inside another body, an open condition is for that body to state.
    const needed = formatRequirement(claim.condition).join(" and ");
    report(frame, "SOMA3017", statement.condition.span, { owner, condition, needed }, { related });
  }
  if (claim.condition !== undefined) frame.facts = assume(frame.facts, claim.condition);
}

/** Other numbers where the sizes were born; each is tried before it is offered. */
function requirementFixes(frame: Frame, { condition, origins }: Claim): readonly FixDraft[] {
  const [left, right] = origins;
  if (condition?.kind === "multiple" && typeof condition.of === "number")
    return [...roundSize(frame, left, [condition.of]), ...writeSize(frame, right, divisorsNear(condition))];
  if (condition?.kind === "equal")
    return equalSizes(frame, { size: condition.a, origin: left }, { size: condition.b, origin: right });
  return [];
}

function divisorsNear({ size, of }: Extract<Condition, { kind: "multiple" }>): readonly number[] {
  if (typeof size !== "number" || typeof of !== "number" || size > 4096) return [];
  const divisors = Array.from({ length: size }, (_, index) => index + 1).filter((each) => size % each === 0);
  return divisors.sort((a, b) => Math.abs(a - of) - Math.abs(b - of)).slice(0, 2);
}

function claimOf(frame: Frame, expression: Expression): Claim | undefined {
  if (expression.kind === "group") return claimOf(frame, expression.inner);
  if (expression.kind === "missing") return undefined;
  if (expression.kind !== "binary" || !isComparison(expression.operator)) {
    report(frame, "SOMA2014", expression.span, {
      name: "What `require` states",
      wanted: "a comparison such as `h % 2 == 0`",
      found: "a value",
    });
    return undefined;
  }
  const right = sizeOf(frame, expression.right);
  if (right === undefined) return undefined;
  const { left } = expression;
  if (expression.operator === "==" && right.size === 0 && left.kind === "binary" && left.operator === "%") {
    const [size, of] = [sizeOf(frame, left.left), sizeOf(frame, left.right)];
    return size === undefined || of === undefined ? undefined : multiple(frame, size, of);
  }
  const value = sizeOf(frame, left);
  return value === undefined ? undefined : comparison(frame, value, expression.operator, right);
}

const isComparison = (operator: string): operator is Comparison => /^(==|!=|[<>]=?)$/.test(operator);

interface SizeWithOrigin {
  readonly size: Size;
  readonly origin: Origin | undefined;
}

function sizeOf(frame: Frame, expression: Expression): SizeWithOrigin | undefined {
  const value = evaluate(frame, expression);
  if (value.kind === "size")
    return hasUnknown(value.size) ? undefined : { size: value.size, origin: value.origin };
  if (value.kind !== "unknown") {
    report(frame, "SOMA2014", expression.span, {
      name: "What `require` compares",
      wanted: "a size",
      found: "something else",
    });
  }
  return undefined;
}

function multiple(frame: Frame, size: SizeWithOrigin, of: SizeWithOrigin): Claim {
  const rest = formatSize(remainder(size.size, of.size));
  return {
    condition: { kind: "multiple", size: size.size, of: of.size },
    answer: divides(of.size, size.size, frame.facts),
    because: `${formatSize(size.size)} % ${formatSize(of.size)} is ${rest}`,
    origins: [size.origin, of.origin],
  };
}

function comparison(frame: Frame, left: SizeWithOrigin, operator: Comparison, right: SizeWithOrigin): Claim {
  const { facts } = frame;
  const [a, b] = [left.size, right.size];
  const origins = [left.origin, right.origin];
  const because = `${formatSize(a)} ${opposite[operator]} ${formatSize(b)}`;
  switch (operator) {
    case "==":
    case "!=": {
      const answer = compare(a, b, facts);
      if (operator === "!=") {
        const holds = answer === "equal" ? "no" : "yes";
        return { condition: undefined, answer: holds, because, origins };
      }
      const verdict = answer === "equal" ? "yes" : answer === "different" ? "no" : answer;
      return { condition: { kind: "equal", a, b }, answer: verdict, because, origins };
    }
    case ">=":
    case ">": {
      const minimum = operator === ">" ? add(b, 1) : b;
      const condition: Condition = { kind: "at-least", size: a, minimum };
      return { condition, answer: isAtLeast(a, minimum, facts), because, origins };
    }
    case "<=":
    case "<": {
      const maximum = operator === "<" ? subtract(b, 1) : b;
      const condition: Condition = { kind: "at-most", size: a, maximum };
      return { condition, answer: isAtLeast(maximum, a, facts), because, origins };
    }
    default:
      return operator satisfies never;
  }
}

const opposite: Readonly<Record<Comparison, string>> = {
  "==": "is not",
  "!=": "is",
  ">=": "is less than",
  ">": "is not more than",
  "<=": "is more than",
  "<": "is not less than",
};
