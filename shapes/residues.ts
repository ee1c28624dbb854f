/** Case by case: what a size comes to for each remainder of its symbols, which opens every floor over a number. */
import { add, multiply } from "./arithmetic.ts";
import { greatestCommonDivisor, termsOf } from "./polynomial.ts";
import { type Size, symbol } from "./size.ts";
import { substitute, symbolsOf } from "./substitution.ts";

/** More cases than this are not looked at. */
const mostCases = 64;

/**
 * With L the common multiple of all denominators, each symbol is L·q − r for one r in [0, L) and a q of at least 1. One
 * size for each combination of remainders; `undefined` where that does not help.
 */
export function casesOf(size: Size): readonly Size[] | undefined {
  const period = periodOf(size);
  const names = symbolsOf(size);
  if (period === undefined || period === 1 || period ** names.length > mostCases) return undefined;
  let cases: Size[] = [size];
  for (const name of names) {
    cases = cases.flatMap((each) =>
      Array.from({ length: period }, (_, rest) =>
        substitute(each, new Map([[name, add(multiply(period, symbol(name)), -rest)]])),
      ),
    );
  }
  return cases;
}

/** The common multiple of the denominators of all floors; `undefined` where one is not a number. */
function periodOf(size: Size): number | undefined {
  let period = 1;
  for (const atom of termsOf(size).flatMap((term) => term.atoms)) {
    if (atom.kind === "symbol") continue;
    const inner = periodOf(atom.numerator);
    if (inner === undefined || typeof atom.denominator !== "number") return undefined;
    const all = inner * Math.abs(atom.denominator);
    period = (period / greatestCommonDivisor(period, all)) * all;
  }
  return period;
}
