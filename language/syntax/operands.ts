/** Operands: numbers, texts, words, calls, lists and what stands in parentheses. */
import { type Cursor, nestingLimit } from "./cursor.ts";
// biome-ignore lint/suspicious/noImportCycles: the grammar is recursive; nothing is used while the modules load.
import { parseExpression } from "./expressions.ts";
import { parseBetween } from "./lists.ts";
import { stringValue, suggestedNumber } from "./literals.ts";
import { endsBrackets, opensValue } from "./recovery.ts";
import { isWord } from "./token.ts";
import type {
  Argument,
  CallExpression,
  Callee,
  Expression,
  GroupExpression,
  IndexExpression,
  ListExpression,
  MissingExpression,
  NumberExpression,
  StringExpression,
} from "./tree.ts";

/** One operand; where none stands, a missing expression and a report that `wanted` must stand here. */
export function parseOperand(cursor: Cursor, wanted: string): Expression {
  cursor.height = 0;
  if (!startsOperand(cursor)) return parseMissing(cursor, wanted);
  switch (cursor.token.kind) {
    case "number":
    case "malformed number":
      return parseNumber(cursor);
    case "string":
    case "quoted":
      return parseString(cursor);
    case "[":
      return parseList(cursor, wanted === "a size" ? wanted : "a value");
    case "(":
      return parseGroup(cursor);
    case "true":
    case "false": {
      const token = cursor.take();
      return { kind: "boolean", value: token.kind === "true", span: cursor.spanOf(token) };
    }
    default:
      return parseWord(cursor);
  }
}

/** Reports that `wanted` must stand here. */
export function parseMissing(cursor: Cursor, wanted: string): MissingExpression {
  cursor.reportWanted(wanted);
  cursor.height = 0;
  return { kind: "missing", span: cursor.emptySpan() };
}

/** `"text"` */
export function parseString(cursor: Cursor): StringExpression {
  const token = cursor.take();
  const span = cursor.spanOf(token);
  const written = cursor.text.slice(token.start, token.end);
  const { value, isClosed, badEscapes } = stringValue(written);
  if (!isClosed) cursor.report("SOMA1006", span, { text: cursor.written(token) });
  else if (token.kind === "quoted")
    cursor.report("SOMA1009", span, { character: "'", suggestion: JSON.stringify(value) });
  for (const { text, offset } of badEscapes) {
    const start = span.start + offset;
    cursor.report("SOMA1007", { start, end: start + text.length }, { written: text });
  }
  return { kind: "string", value, span };
}

/** `[a, b]`; `wanted` says what stands in it: sizes, values. */
export function parseList(cursor: Cursor, wanted: string): ListExpression {
  const start = cursor.offset;
  const items: Expression[] = [];
  parseBetween(cursor, wanted, () => items.push(parseExpression(cursor, wanted)));
  return { kind: "list", items, span: cursor.spanFrom(start) };
}

function startsOperand(cursor: Cursor): boolean {
  const { kind } = cursor.token;
  if (!opensValue(kind) || kind === "-") return false;
  if (cursor.isParted) return false;
  return cursor.parentheses + cursor.squares === 0 || !endsBrackets(cursor, true);
}

/** `0.5` */
function parseNumber(cursor: Cursor): NumberExpression {
  const token = cursor.take();
  const text = cursor.text.slice(token.start, token.end);
  const span = cursor.spanOf(token);
  if (token.kind === "number") return { kind: "number", value: Number(text), text, span };
  const suggestion = suggestedNumber(text);
  cursor.report("SOMA1008", span, {
    text: cursor.written(token),
    ...(suggestion !== undefined && { suggestion }),
  });
  const meant = suggestion ?? (/^\d+/.exec(text)?.[0] as string);
  return { kind: "number", value: Number(meant), text: meant, span };
}

/** `(a + b)` */
function parseGroup(cursor: Cursor): GroupExpression {
  const start = cursor.offset;
  let inner: Expression | undefined;
  parseBetween(cursor, "a value", () => {
    const value = parseExpression(cursor, "a value");
    if (inner === undefined) inner = value;
    else cursor.report("SOMA1005", value.span, { found: cursor.textOf(value.span), after: "," });
  });
  const span = cursor.spanFrom(start);
  inner ??= missingInside(cursor);
  return { kind: "group", inner, span };
}

function missingInside(cursor: Cursor): MissingExpression {
  const span = cursor.spanOf(cursor.previous);
  cursor.report("SOMA1001", span, {
    wanted: "a value",
    after: "(",
    found: `\`${cursor.written(cursor.previous)}\``,
  });
  return { kind: "missing", span: { start: span.start, end: span.start } };
}

/** `name`, `Net.layer`, `layers[2]`, `layer(…)` */
function parseWord(cursor: Cursor): Expression {
  const name = cursor.takeName();
  let callee: Callee = { kind: "name", name, span: name.span };
  let height = 1;
  while (!cursor.startsLine) {
    if (cursor.at("(")) return parseCall(cursor, callee, height);
    if (height >= nestingLimit && (cursor.at(".") || cursor.at("["))) {
      callee = skipSuffixes(cursor, callee);
      break;
    }
    if (cursor.at(".")) callee = parseMember(cursor, callee);
    else if (cursor.at("[")) callee = parseIndex(cursor, callee);
    else break;
    height = Math.max(height, cursor.height) + 1;
  }
  cursor.height = height;
  return callee;
}

/** `.name` */
function parseMember(cursor: Cursor, object: Callee): Callee {
  cursor.take();
  const isThere = isWord(cursor.token.kind) && !cursor.startsLine;
  const name = isThere ? cursor.takeName() : cursor.missingName("a name");
  cursor.height = 0;
  return { kind: "member", object, name, span: cursor.spanFrom(object.span.start) };
}

/** `[index]` */
function parseIndex(cursor: Cursor, object: Callee): IndexExpression {
  const { items, span } = parseList(cursor, "an index");
  const [index, second] = items;
  if (second !== undefined)
    cursor.report("SOMA1005", second.span, { found: cursor.textOf(second.span), after: "," });
  if (index === undefined) cursor.report("SOMA1001", span, { wanted: "an index", after: "[", found: "`]`" });
  const missing: MissingExpression = {
    kind: "missing",
    span: { start: span.start + 1, end: span.start + 1 },
  };
  return { kind: "index", object, index: index ?? missing, span: cursor.spanFrom(object.span.start) };
}

function skipSuffixes(cursor: Cursor, callee: Callee): Callee {
  cursor.report("SOMA1012", cursor.spanOf(cursor.token), { limit: String(nestingLimit) });
  while (!cursor.startsLine && (cursor.at(".") || cursor.at("["))) {
    if (cursor.at("[")) parseList(cursor, "an index");
    else parseMember(cursor, callee);
  }
  return callee;
}

/** `callee(a, name: b)` */
function parseCall(cursor: Cursor, callee: Callee, calleeHeight: number): CallExpression {
  const start = cursor.offset;
  const list: Argument[] = [];
  parseBetween(cursor, "an argument", () => list.push(parseArgument(cursor)));
  cursor.height = Math.max(cursor.height, calleeHeight) + 1;
  const argumentsSpan = cursor.spanFrom(start);
  return { kind: "call", callee, arguments: list, argumentsSpan, span: cursor.spanFrom(callee.span.start) };
}

/** `value` or `name: value`; `name = value`, as in other languages, is reported and understood. */
function parseArgument(cursor: Cursor): Argument {
  const start = cursor.offset;
  const next = isWord(cursor.token.kind) ? cursor.peek(1).kind : undefined;
  if (next !== ":" && next !== "=") {
    const value = parseExpression(cursor, "a value");
    return { kind: "argument", value, span: cursor.spanFrom(start) };
  }
  const name = cursor.takeName();
  if (next === "=") cursor.reportWanted("`:`");
  cursor.take();
  const value = parseExpression(cursor, "a value");
  return { kind: "argument", name, value, span: cursor.spanFrom(start) };
}
