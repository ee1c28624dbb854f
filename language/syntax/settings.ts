/** What stands in the body of a train or data declaration: settings, and what is expected of the run. */
import { parseBody } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./expressions.ts";
import { parseMissing, parseOperand } from "./operands.ts";
import { atStatementEnd, opensValue, startsStatement } from "./recovery.ts";
import { isWord } from "./token.ts";
import type { Body, Comparison, Expectation, Expression, SeedShare, Setting } from "./tree.ts";

/** `{ name: value; name: value }` of a data declaration */
export function parseSettings(cursor: Cursor): Body<Setting> {
  cursor.holds = "settings";
  return parseBody(cursor, parseSetting, "a setting such as `split: 0.8`");
}

/** `{ name: value; expect claim }` of a train declaration */
export function parseTraining(cursor: Cursor): Body<Setting | Expectation> {
  cursor.holds = "settings";
  return parseBody(cursor, parseTrainingItem, "a setting such as `epochs: 10`, or `expect …`");
}

function parseTrainingItem(cursor: Cursor): Setting | Expectation | undefined {
  const next = cursor.peek(1);
  const isClaim = cursor.at("expect") && next.kind !== ":" && next.kind !== "=";
  return isClaim ? parseExpectation(cursor) : parseSetting(cursor);
}

/** `name: value` */
function parseSetting(cursor: Cursor): Setting | undefined {
  if (!isWord(cursor.token.kind)) return undefined;
  const start = cursor.offset;
  const docs = cursor.docs();
  const name = cursor.takeName();
  const value = parseSettingValue(cursor);
  return { kind: "setting", ...(docs && { docs }), name, value, span: cursor.spanFrom(start) };
}

/** `: value`; with `=`, or without any sign, it is reported and understood. */
function parseSettingValue(cursor: Cursor): Expression {
  if (cursor.takeIf(":") !== undefined) return parseExpression(cursor, "a value");
  cursor.reportWanted("`:` and a value");
  const isValue = !atStatementEnd(cursor) && !cursor.at("(") && opensValue(cursor.token.kind);
  if ((isValue && !startsStatement(cursor)) || cursor.takeIf("=") !== undefined)
    return parseExpression(cursor, "a value");
  return { kind: "missing", span: cursor.emptySpan() };
}

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="] satisfies Comparison[]);

/** `expect measure >= bound`, `expect measure >= bound in 9/10 seeds` */
function parseExpectation(cursor: Cursor): Expectation {
  const start = cursor.offset;
  cursor.take();
  const claim = parseExpression(cursor, "a claim such as `accuracy >= 0.95`");
  const parts = partsOfClaim(cursor, claim);
  const hasSeeds = !cursor.startsLine && cursor.atWord("in");
  const seeds = hasSeeds ? parseSeedShare(cursor) : undefined;
  return { kind: "expect", ...parts, ...(seeds && { seeds }), span: cursor.spanFrom(start) };
}

function partsOfClaim(
  cursor: Cursor,
  claim: Expression,
): Pick<Expectation, "measure" | "operator" | "bound"> {
  if (claim.kind === "binary" && comparisons.has(claim.operator)) {
    return { measure: claim.left, operator: claim.operator as Comparison, bound: claim.right };
  }
  const bound = claim.kind === "missing" ? claim : parseMissing(cursor, "a comparison such as `>= 0.95`");
  return { measure: claim, bound };
}

/** `in 9/10 seeds` */
function parseSeedShare(cursor: Cursor): SeedShare {
  const start = cursor.offset;
  cursor.take();
  const passing = parseOperand(cursor, "how many seeds must pass, such as `9/10`");
  const hasTotal = !cursor.startsLine && cursor.takeIf("/") !== undefined;
  const of = hasTotal
    ? parseOperand(cursor, "how many seeds there are")
    : parseMissing(cursor, "`/` and how many seeds there are");
  if (!cursor.startsLine && cursor.atWord("seeds")) cursor.take();
  else cursor.reportWanted("`seeds`");
  return { kind: "seeds", passing, of, span: cursor.spanFrom(start) };
}
