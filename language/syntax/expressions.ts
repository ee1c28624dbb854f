/**
 * Expressions: pipelines and operators.
 *
 * From loose to tight: `->`, comparisons, `+ -`, `* / div % @`, unary `-`, `**`, and then calls, `.` and `[ ]`.
 */
import { type Cursor, nestingLimit } from "./cursor.ts";
// biome-ignore lint/suspicious/noImportCycles: the grammar is recursive; nothing is used while the modules load.
import { parseOperand } from "./operands.ts";
import { atStatementEnd, skipBrackets } from "./recovery.ts";
import { isWord, type TokenKind } from "./token.ts";
import type { BinaryOperator, Expression, Name, Stage } from "./tree.ts";

/** How tightly an operator binds; `**` binds tighter than all of these and to the right. */
const tightness: Readonly<Record<Exclude<BinaryOperator, "**">, number>> = {
  "==": 1,
  "!=": 1,
  "<": 1,
  "<=": 1,
  ">": 1,
  ">=": 1,
  "+": 2,
  "-": 2,
  "*": 3,
  "/": 3,
  div: 3,
  "%": 3,
  "@": 3,
};

/** `expression -> stage -> stage`; `wanted` says in a message what must stand here. */
export function parseExpression(cursor: Cursor, wanted: string): Expression {
  let left = parseBinary(cursor, wanted, 1);
  for (;;) {
    if (cursor.at("->") && cursor.height >= nestingLimit) {
      reportDepth(cursor, cursor.offset);
      skipRest(cursor);
    } else if (cursor.at("->")) {
      left = parsePipeline(cursor, left);
    } else if (left.kind === "pipeline" && operatorAt(cursor) !== undefined) {
      const { kind } = cursor.token;
      cursor.report("SOMA1013", cursor.spanOf(cursor.token), { operator: kind });
      left = parseOperators(cursor, left, 1);
    } else if (isStrayCloser(cursor)) {
      const token = cursor.take();
      cursor.report("SOMA1014", cursor.spanOf(token), { found: token.kind });
    } else {
      return left;
    }
  }
}

/** A `)` or `]` that closes nothing, on the line of the expression before it: one report, and the expression goes on. */
function isStrayCloser(cursor: Cursor): boolean {
  if (cursor.startsLine) return false;
  return cursor.parentheses === 0 && cursor.squares === 0 && (cursor.at(")") || cursor.at("]"));
}

/** Passes over the rest of an expression that is nested too deeply. */
function skipRest(cursor: Cursor): void {
  while (!atStatementEnd(cursor) && !cursor.at(",") && !cursor.at(")") && !cursor.at("]")) {
    if (!skipBrackets(cursor)) cursor.take();
  }
}

/** `input -> stage -> stage` */
function parsePipeline(cursor: Cursor, input: Expression): Expression {
  let height = cursor.height;
  const first = parseStage(cursor);
  height = Math.max(height, cursor.height);
  const stages: [Stage, ...Stage[]] = [first];
  while (cursor.at("->")) {
    stages.push(parseStage(cursor));
    height = Math.max(height, cursor.height);
  }
  cursor.height = height + 1;
  return { kind: "pipeline", input, stages, span: cursor.spanFrom(input.span.start) };
}

/** `-> label: layer` or `-> layer` */
function parseStage(cursor: Cursor): Stage {
  const start = cursor.offset;
  const docs = cursor.docs();
  const arrow = cursor.spanOf(cursor.take());
  const label = isLabel(cursor) ? parseLabel(cursor) : undefined;
  const value = parseUnary(cursor, "a layer");
  const span = cursor.spanFrom(start);
  return { kind: "stage", ...(docs && { docs }), ...(label && { label }), value, arrow, span };
}

function parseLabel(cursor: Cursor): Name {
  const label = cursor.takeDefinedName("a label");
  cursor.take();
  return label;
}

/** A word and `:` is a label, but in `output x -> relu: [8]` the brackets are the stated shape. */
function isLabel(cursor: Cursor): boolean {
  if (!isWord(cursor.token.kind) || cursor.startsLine) return false;
  return cursor.peek(1).kind === ":" && cursor.peek(2).kind !== "[";
}

/** `a + b * c`, only operators that bind at least as tightly as `least`. */
function parseBinary(cursor: Cursor, wanted: string, least: number): Expression {
  return parseOperators(cursor, parseUnary(cursor, wanted), least);
}

/** The operators behind `left`. A chain longer than the nesting limit is reported once, and its rest left out. */
function parseOperators(cursor: Cursor, left: Expression, least: number): Expression {
  let tree = left;
  let height = cursor.height;
  let isCut = false;
  for (;;) {
    const operator = operatorAt(cursor);
    if (operator === undefined || tightness[operator] < least) break;
    const operatorSpan = cursor.spanOf(cursor.take());
    const right = parseBinary(cursor, "a value", tightness[operator] + 1);
    if (height < nestingLimit) {
      height = Math.max(height, cursor.height) + 1;
      tree = {
        kind: "binary",
        left: tree,
        operator,
        operatorSpan,
        right,
        span: cursor.spanFrom(tree.span.start),
      };
    } else if (!isCut) {
      reportDepth(cursor, operatorSpan.start);
      isCut = true;
    }
  }
  cursor.height = height;
  return tree;
}

/** The operator that the next token is. On a new line a `-` or another operator goes on with the statement above. */
function operatorAt(cursor: Cursor): Exclude<BinaryOperator, "**"> | undefined {
  const { kind } = cursor.token;
  return isOperator(kind) ? kind : undefined;
}

function isOperator(kind: TokenKind): kind is keyof typeof tightness {
  return Object.hasOwn(tightness, kind);
}

/** `-x`, `x ** y` */
function parseUnary(cursor: Cursor, wanted: string): Expression {
  if (!cursor.at("-") || cursor.isParted) return parsePower(cursor, wanted);
  const start = cursor.offset;
  cursor.take();
  if (cursor.depth >= nestingLimit) {
    reportDepth(cursor, start);
    while (cursor.at("-")) cursor.take();
    return parsePower(cursor, "a value");
  }
  cursor.depth++;
  const operand = parseUnary(cursor, "a value");
  cursor.depth--;
  cursor.height++;
  return { kind: "unary", operator: "-", operand, span: cursor.spanFrom(start) };
}

/** `base ** exponent`, to the right: `2 ** 3 ** 2` is `2 ** 9`. */
function parsePower(cursor: Cursor, wanted: string): Expression {
  const base = parseOperand(cursor, wanted);
  if (!cursor.at("**")) return base;
  const height = cursor.height;
  const operatorSpan = cursor.spanOf(cursor.take());
  if (cursor.depth >= nestingLimit) {
    reportDepth(cursor, operatorSpan.start);
    do parseOperand(cursor, "a value");
    while (cursor.takeIf("-") ?? cursor.takeIf("**"));
    return base;
  }
  cursor.depth++;
  const exponent = parseUnary(cursor, "a value");
  cursor.depth--;
  cursor.height = Math.max(height, cursor.height) + 1;
  const span = cursor.spanFrom(base.span.start);
  return { kind: "binary", left: base, operator: "**", operatorSpan, right: exponent, span };
}

function reportDepth(cursor: Cursor, start: number): void {
  cursor.report("SOMA1012", { start, end: start + 1 }, { limit: String(nestingLimit) });
}
