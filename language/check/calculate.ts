/** Arithmetic on two sizes as the operators of the language do it, or why there is no result. */
import { add, multiply, power, subtract } from "../../shapes/arithmetic.ts";
import { floorDivide, remainder } from "../../shapes/division.ts";
import { formatSize } from "../../shapes/format.ts";
import { isExact, type Size } from "../../shapes/size.ts";
import type { BinaryOperator } from "../syntax/tree.ts";

export type Calculated =
  | { readonly size: Size }
  | { readonly real: number }
  | { readonly what: string; readonly advice: string };

export function calculate(operator: BinaryOperator, a: Size, b: Size): Calculated {
  if ((operator === "/" || operator === "div" || operator === "%") && b === 0) {
    return { what: `${formatSize(a)} ${operator} 0 has no result`, advice: "Divide by something else." };
  }
  if (operator === "/") return divided(a, b);
  const size = exactly(operator, a, b);
  if (isExact(size)) return { size };
  const written = `${formatSize(a)} ${operator} ${formatSize(b)}`;
  return operator === "**" && typeof b === "number" && b < 0
    ? { what: `${written} is no whole number`, advice: "Write an exponent of at least 0." }
    : {
        what: `${written} is beyond 2^53, where whole numbers can no longer be told apart`,
        advice: "Use smaller numbers.",
      };
}

/** Exact, or a real number; of sizes that hold symbols only where it comes out even. */
function divided(a: Size, b: Size): Calculated {
  if (remainder(a, b) === 0) return { size: floorDivide(a, b) };
  if (typeof a === "number" && typeof b === "number") return { real: a / b };
  return {
    what: `${formatSize(a)} / ${formatSize(b)} need not be a whole number`,
    advice: "Write `div` for division rounded down.",
  };
}

function exactly(operator: BinaryOperator, a: Size, b: Size): Size {
  switch (operator) {
    case "+":
      return add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
      return multiply(a, b);
    case "div":
      return floorDivide(a, b);
    case "%":
      return remainder(a, b);
    case "**":
      return power(a, b);
    default:
      return Number.NaN;
  }
}
