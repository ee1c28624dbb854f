/** Declarations: one function for each, and one for text that starts none. */
import { skipToBrace } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./expressions.ts";
import { parseBetween } from "./lists.ts";
import { parseMissing, parseOperand, parseString } from "./operands.ts";
import { isDeclarationWord, opensValue, skipBrackets, startsDeclaration } from "./recovery.ts";
import { parseSettings, parseTraining } from "./settings.ts";
import { parseStatements } from "./statements.ts";
import { type DeclarationWord, isWord, type Token } from "./token.ts";
import type {
  BlockDeclaration,
  Body,
  ConstDeclaration,
  DataDeclaration,
  Declaration,
  Docs,
  Expression,
  ImportDeclaration,
  Name,
  NetworkDeclaration,
  Parameter,
  Setting,
  SkippedDeclaration,
  Span,
  TrainDeclaration,
} from "./tree.ts";

/** What a declaration holds of its own. */
type Own<D extends Declaration> = D extends Declaration
  ? Omit<D, "span" | "docs" | "problems" | "reach">
  : never;

/** Parses the declaration at the cursor, which is not at the end of the text. */
export function parseDeclaration(cursor: Cursor): Declaration {
  cursor.begin();
  const docs: Docs | undefined = cursor.docs();
  const own = parseOwn(cursor);
  const span: Span = { start: 0, end: cursor.previous.end - cursor.base };
  const problems = cursor.problems.toSorted((a, b) => a.span.start - b.span.start);
  return { ...own, ...(docs && { docs }), span, problems, reach: cursor.reach };
}

function parseOwn(cursor: Cursor): Own<Declaration> {
  const word = isDeclarationWord(cursor) ? (cursor.token.kind as DeclarationWord) : guessDeclaration(cursor);
  switch (word) {
    case "import":
      return parseImport(cursor);
    case "const":
      return parseConst(cursor);
    case "data":
      return parseData(cursor);
    case "block":
    case "network":
      return parseNetwork(cursor, word);
    case "train":
      return parseTrain(cursor);
    case undefined:
      return parseSkipped(cursor);
    default:
      return word satisfies never;
  }
}

/** What is meant where only the first word is missing or misspelt: `Net { … }`, `netwrok Net { … }`. */
function guessDeclaration(cursor: Cursor): DeclarationWord | undefined {
  if (!isWord(cursor.token.kind)) return undefined;
  const next = cursor.peek(1);
  if (next.lineBreaks > 0) return undefined;
  if (next.kind === "{" || next.kind === "(") return "network";
  if (next.kind === "=")
    return cursor.peek(2).kind === "name" && cursor.peek(3).kind === "(" ? "data" : "const";
  if (next.kind === ":") return "train";
  if (!isWord(next.kind)) return undefined;
  const after = cursor.peek(2);
  if (after.lineBreaks > 0) return undefined;
  if (after.kind === "{" || after.kind === "(") return "network";
  return cursor.text.slice(next.start, next.end) === "on" || isOn(cursor, after) ? "train" : undefined;
}

function isOn(cursor: Cursor, token: Token): boolean {
  return cursor.text.slice(token.start, token.end) === "on";
}

/** Takes the word that opens the declaration, or reports that it is missing or misspelt. */
function takeOpeningWord(cursor: Cursor, word: DeclarationWord): void {
  if (cursor.at(word)) {
    cursor.take();
    while (cursor.at(word) && !cursor.startsLine && isWord(cursor.peek(1).kind)) {
      cursor.report("SOMA1011", cursor.spanOf(cursor.take()), { word });
    }
    return;
  }
  const found = cursor.written(cursor.token);
  cursor.report("SOMA1003", cursor.spanOf(cursor.token), { found, wanted: word });
  const next = cursor.peek(1);
  if (isWord(next.kind) && !isOn(cursor, next)) cursor.take();
}

/** `import Residual, Transformer from "./blocks.soma"` */
function parseImport(cursor: Cursor): Own<ImportDeclaration> {
  takeOpeningWord(cursor, "import");
  const names: Name[] = [];
  const isName = (): boolean => isWord(cursor.token.kind) && !cursor.startsLine && !cursor.atWord("from");
  if (!isName()) cursor.reportWanted("a name to import");
  while (isName()) {
    names.push(cursor.takeNewName());
    if (cursor.takeIf(",") === undefined && isName()) cursor.reportWanted("`,`");
  }
  const hasFrom = !cursor.startsLine && cursor.atWord("from");
  if (hasFrom) cursor.take();
  else cursor.reportWanted("`from` and a file");
  const isFile = !cursor.startsLine && (cursor.at("string") || cursor.at("quoted"));
  const from = isFile
    ? parseString(cursor)
    : parseMissing(cursor, 'a file in quotes, such as `"./blocks.soma"`,');
  endLine(cursor);
  return { kind: "import", names, from };
}

/** `const width = 64` */
function parseConst(cursor: Cursor): Own<ConstDeclaration> {
  takeOpeningWord(cursor, "const");
  const name = cursor.takeDefinedName("a name");
  const value = parseAssigned(cursor);
  endLine(cursor);
  return { kind: "const", name, value };
}

/** `data spirals = spiral(points: 500) { split: 0.8 }` */
function parseData(cursor: Cursor): Own<DataDeclaration> {
  takeOpeningWord(cursor, "data");
  const name = cursor.takeDefinedName("a name for the data");
  const source = parseAssigned(cursor);
  const body = parseDataBody(cursor);
  if (body === undefined) endLine(cursor);
  return { kind: "data", name, source, ...(body && { body }) };
}

function parseDataBody(cursor: Cursor): Body<Setting> | undefined {
  if (cursor.at("{")) return parseSettings(cursor);
  const isBehindJunk = !cursor.startsLine && !cursor.at(";") && !startsDeclaration(cursor);
  if (isBehindJunk && !cursor.at("end")) {
    reportJunk(cursor);
    if (skipToBrace(cursor)) return parseSettings(cursor);
  }
  const isForgotten = cursor.startsLine && cursor.lineIndent > 0 && isWord(cursor.token.kind);
  return isForgotten && cursor.peek(1).kind === ":" ? parseSettings(cursor) : undefined;
}

/** `= value` */
function parseAssigned(cursor: Cursor): Expression {
  if (cursor.takeIf("=") !== undefined) return parseExpression(cursor, "a value");
  cursor.reportWanted("`=` and a value");
  const isValue = cursor.at(":") || opensValue(cursor.token.kind);
  if (cursor.startsLine || !isValue) return { kind: "missing", span: cursor.emptySpan() };
  cursor.takeIf(":");
  return parseExpression(cursor, "a value");
}

/** `network LeNet(classes = 10) { … }`, `block Residual(channels) { … }` */
function parseNetwork(cursor: Cursor, kind: "block" | "network"): Own<BlockDeclaration | NetworkDeclaration> {
  takeOpeningWord(cursor, kind);
  const name = cursor.takeDefinedName(`a name for the ${kind}`);
  const parameters: Parameter[] = [];
  if (cursor.at("(")) parseBetween(cursor, "a parameter", () => parameters.push(parseParameter(cursor)));
  const body = parseStatements(cursor);
  return { kind, name, parameters, body };
}

/** `name`, `name = default` */
function parseParameter(cursor: Cursor): Parameter {
  const start = cursor.offset;
  const name = cursor.takeDefinedName("the name of a parameter");
  if (name.text === "") cursor.take();
  if (cursor.at(":")) cursor.reportWanted("`=`");
  const hasDefault = (cursor.takeIf("=") ?? cursor.takeIf(":")) !== undefined;
  const value = hasDefault ? parseExpression(cursor, "a value") : undefined;
  return { kind: "parameter", name, ...(value && { default: value }), span: cursor.spanFrom(start) };
}

/** `train Spiral on spirals { … }`, `train baseline: Spiral(8) on spirals { … }` */
function parseTrain(cursor: Cursor): Own<TrainDeclaration> {
  takeOpeningWord(cursor, "train");
  const isNamed = isWord(cursor.token.kind) && cursor.peek(1).kind === ":";
  const name = isNamed ? cursor.takeDefinedName("a name for the run") : undefined;
  if (isNamed) cursor.takeIf(":");
  const isMissing = cursor.atWord("on") && isWord(cursor.peek(1).kind);
  const parse = isMissing ? parseMissing : parseOperand;
  const network = parse(cursor, "the network to train");
  const data = parseTrainedOn(cursor);
  const body = parseTraining(cursor);
  return { kind: "train", ...(name && { name }), network, data, body };
}

/** `on data` */
function parseTrainedOn(cursor: Cursor): Expression {
  const hasOn = !cursor.startsLine && cursor.atWord("on");
  if (hasOn) cursor.take();
  else cursor.reportWanted("`on` and a data set");
  if (!hasOn && !(isWord(cursor.token.kind) && !cursor.startsLine))
    return { kind: "missing", span: cursor.emptySpan() };
  return parseOperand(cursor, "a data set");
}

/** Text that starts no declaration, up to the next one that does. */
function parseSkipped(cursor: Cursor): Own<SkippedDeclaration> {
  const { kind } = cursor.token;
  const found = cursor.written(cursor.token);
  const span = cursor.spanOf(cursor.token);
  if (kind === "}" || kind === ")" || kind === "]") cursor.report("SOMA1014", span, { found });
  else if (kind !== "end") cursor.report("SOMA1003", span, { found });
  do {
    if (!skipBrackets(cursor)) cursor.take();
  } while (!cursor.at("end") && !(cursor.startsLine && isDeclarationWord(cursor)));
  return { kind: "skipped" };
}

/** The end of a declaration without a body: its line ends, or `;` follows. */
function endLine(cursor: Cursor): void {
  if (cursor.startsLine || cursor.at("end") || cursor.takeIf(";") !== undefined) return;
  if (startsDeclaration(cursor)) {
    cursor.reportWanted("`;` or a new line");
    return;
  }
  reportJunk(cursor);
  while (!cursor.startsLine && !cursor.at("end") && cursor.takeIf(";") === undefined) {
    if (!skipBrackets(cursor)) cursor.take();
  }
}

function reportJunk(cursor: Cursor): void {
  const texts = { found: cursor.written(cursor.token), after: cursor.written(cursor.previous) };
  cursor.report("SOMA1005", cursor.spanOf(cursor.token), texts);
}
