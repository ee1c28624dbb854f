/** What stands in the body of a block or a network: inputs, bindings, outputs, preconditions, a last expression. */
import { parseBody } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./expressions.ts";
import { atStatementEnd, opensValue } from "./recovery.ts";
import { isWord } from "./token.ts";
import type {
  Binding,
  Body,
  Docs,
  Expression,
  ExpressionStatement,
  InputStatement,
  OutputStatement,
  RequireStatement,
  Statement,
} from "./tree.ts";

/** `{ statement statement … }` */
export function parseStatements(cursor: Cursor): Body<Statement> {
  cursor.holds = "statements";
  return parseBody(cursor, parseStatement, "an input, an output or `name = …`");
}

/** Undefined, and nothing is taken, where no statement starts. */
function parseStatement(cursor: Cursor): Statement | undefined {
  const { kind } = cursor.token;
  const docs = cursor.docs();
  const isDefinition = isWord(kind) && cursor.peek(1).kind === "=";
  if (isDefinition) return parseBinding(cursor, docs);
  if (kind === "input" && !isWordInExpression(cursor)) return parseInput(cursor, docs);
  if (kind === "output" && !isWordInExpression(cursor)) return parseOutput(cursor, docs);
  if (kind === "require" && !isWordInExpression(cursor)) return parseRequire(cursor);
  return opensValue(kind) ? parseBare(cursor, docs) : undefined;
}

/** `output -> relu` uses the word as a name; `output (x)` and `output` alone do not. */
function isWordInExpression(cursor: Cursor): boolean {
  const { kind, lineBreaks } = cursor.peek(1);
  return lineBreaks === 0 && (kind === "->" || kind === ".");
}

/** `input name: [sizes]`, `input name: [sizes] of vocabulary` */
function parseInput(cursor: Cursor, docs: Docs | undefined): InputStatement {
  const start = cursor.offset;
  cursor.take();
  const name = cursor.takeDefinedName("a name for the input");
  const shape = parseInputShape(cursor);
  const isTokens = !cursor.startsLine && cursor.atWord("of");
  if (isTokens) cursor.take();
  const vocabulary = isTokens ? parseExpression(cursor, "how many different values there are") : undefined;
  const span = cursor.spanFrom(start);
  return { kind: "input", ...(docs && { docs }), name, shape, ...(vocabulary && { vocabulary }), span };
}

/** `: [sizes]` */
function parseInputShape(cursor: Cursor): Expression {
  if (cursor.takeIf(":") === undefined) {
    cursor.reportWanted("`:` and the sizes of the input");
    if (atStatementEnd(cursor) || !cursor.at("[")) return { kind: "missing", span: cursor.emptySpan() };
  }
  const open = cursor.token;
  const shape = parseExpression(cursor, cursor.at("[") ? "a size" : "the sizes in brackets, such as `[2]`,");
  if (shape.kind === "list" && shape.items.length === 0 && cursor.previous.kind === "]") {
    cursor.report(
      "SOMA1001",
      cursor.spanOf(cursor.previous),
      { wanted: "a size", after: "[", found: "`]`" },
      cursor.spanOf(open),
    );
  }
  return shape;
}

/** `name = expression` */
function parseBinding(cursor: Cursor, docs: Docs | undefined): Binding {
  const start = cursor.offset;
  const name = cursor.takeNewName();
  cursor.take();
  const value = parseExpression(cursor, "a value");
  return { kind: "binding", ...(docs && { docs }), name, value, span: cursor.spanFrom(start) };
}

/** `output expression`, `output expression: [sizes]` */
function parseOutput(cursor: Cursor, docs: Docs | undefined): OutputStatement {
  const start = cursor.offset;
  cursor.take();
  const value = parseExpression(cursor, "what the network puts out");
  const hasShape = !cursor.startsLine && cursor.takeIf(":") !== undefined;
  const shape = hasShape
    ? parseExpression(cursor, cursor.at("[") ? "a size" : "the sizes in brackets")
    : undefined;
  const span = cursor.spanFrom(start);
  return { kind: "output", ...(docs && { docs }), value, ...(shape && { shape }), span };
}

/** `require condition` */
function parseRequire(cursor: Cursor): RequireStatement {
  const start = cursor.offset;
  cursor.take();
  const condition = parseExpression(cursor, "a condition such as `width % heads == 0`");
  return { kind: "require", condition, span: cursor.spanFrom(start) };
}

/** `x -> dense(1)` */
function parseBare(cursor: Cursor, docs: Docs | undefined): ExpressionStatement {
  const start = cursor.offset;
  const value = parseExpression(cursor, "a value");
  const span = cursor.spanFrom(start);
  return { kind: "expression", ...(docs && { docs }), value, span };
}
