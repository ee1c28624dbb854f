/** Asks what a layer's shape rule demands, and keeps what does not hold, or holds only for some sizes. */
import { compare, divides, isAtLeast, type OnlyIf } from "../shapes/compare.ts";
import type { Condition, Facts } from "../shapes/facts.ts";
import type { Size } from "../shapes/size.ts";
import type { Problem, ShapeRule } from "./define.ts";

/** What stands between a layer and its input. Without `onlyIf` it holds for all values of the symbols. */
export interface RuleFinding {
  readonly kind: "rule";
  readonly severity: "error" | "warning";
  readonly problem: Problem;
  readonly onlyIf?: Condition;
  /** The two sizes that do not fit each other, where there are two. */
  readonly sizes?: readonly [Size, Size];
}

export function collectFindings(facts: Facts): {
  readonly rule: ShapeRule;
  readonly findings: readonly RuleFinding[];
} {
  const findings: RuleFinding[] = [];
  const note = (answer: string | OnlyIf, problem: Problem, sizes: readonly [Size, Size]) => {
    if (answer === "yes" || answer === "equal") return;
    const condition = typeof answer === "string" ? {} : { onlyIf: answer.onlyIf };
    findings.push({ kind: "rule", severity: "error", problem, sizes, ...condition });
  };
  const rule: ShapeRule = {
    atLeast: (size, minimum, problem) => note(isAtLeast(size, minimum, facts), problem, [size, minimum]),
    divides: (divisor, size, problem) => note(divides(divisor, size, facts), problem, [divisor, size]),
    equal: (a, b, problem) => note(compare(a, b, facts), problem, [a, b]),
    fail: (problem) => findings.push({ kind: "rule", severity: "error", problem }),
    warn: (problem) => findings.push({ kind: "rule", severity: "warning", problem }),
  };
  return { rule, findings };
}
