/**
 * What kind of place the cursor is at, judged by the tokens before it alone, so that it is right while the text around
 * it is still broken: completion and signature help both start here.
 */
import { lex } from "../syntax/lexer.ts";
import { declarationWords, type Token } from "../syntax/token.ts";

export type Place =
  | { readonly kind: "declaration" }
  /** The start of a statement in a block or network. */
  | { readonly kind: "statement" }
  /** Where a tensor may stand. */
  | { readonly kind: "expression" }
  /** Where a size may stand: between the brackets of a shape, and in a `require`. */
  | { readonly kind: "size" }
  /** After an arrow, or after the label behind it. */
  | { readonly kind: "stage"; readonly arrow: number }
  | { readonly kind: "data source" }
  | { readonly kind: "trained network" }
  | { readonly kind: "trained data" }
  | { readonly kind: "setting"; readonly of: "train" | "data"; readonly given: readonly string[] }
  | { readonly kind: "setting value"; readonly of: "train" | "data"; readonly setting: string }
  | { readonly kind: "expectation" }
  | { readonly kind: "argument"; readonly call: OpenCall }
  /** In a comment, a string, a new name, a number: nothing to offer. */
  | { readonly kind: "nothing" };

/** A call whose bracket is open at the cursor. */
export interface OpenCall {
  readonly name: string;
  /** The setting or attribute that the call is the value of. */
  readonly givenTo?: string;
  /** How many commas came before, and the attribute being given if its name is written. */
  readonly index: number;
  readonly attribute?: string;
  readonly given: readonly string[];
}

export interface PlaceAt {
  readonly place: Place;
  /** The word the cursor is in or after; empty at the cursor if there is none. */
  readonly word: { readonly start: number; readonly end: number };
  /** The innermost call whose bracket is open, whatever the place. */
  readonly call?: OpenCall;
}

interface Open {
  readonly bracket: "(" | "[" | "{";
  /** The word right before the bracket, for calls. */
  readonly callee?: Token;
  readonly givenTo?: string;
  commas: number;
  attribute?: string;
  readonly given: string[];
}

export function placeAt(text: string, offset: number): PlaceAt {
  const tokens = lex(text.slice(0, lineEnd(text, offset)));
  const typed = tokens.find(({ start, end }) => start < offset && offset <= end);
  const nowhere = { start: offset, end: offset };
  if (typed && comments.has(typed.kind)) return { place: { kind: "nothing" }, word: nowhere };
  const isLiteral = typed !== undefined && literals.has(typed.kind);
  const word = typed && (isLiteral || isWord(typed)) ? { start: typed.start, end: typed.end } : nowhere;
  const before = tokens.filter(({ kind, end }) => end <= word.start && kind !== "comment" && kind !== "docs");
  const declaration = declarationStart(before);
  const own = before.slice(declaration);
  const opens = openBrackets(text, own);
  const innermost = opens.at(-1);
  const call =
    innermost?.bracket === "(" && innermost.callee ? openCall(text, innermost.callee, innermost) : undefined;
  const last = own.at(-1);
  const lineBreak = last?.kind === ";" || hasLineBreak(text, last?.end ?? 0, word.start);
  const place: Place = isLiteral ? { kind: "nothing" } : judge(text, own, opens, call, lineBreak);
  const at = { place, word: isLiteral ? nowhere : word };
  return call ? { ...at, call } : at;
}

const comments: ReadonlySet<Token["kind"]> = new Set(["comment", "docs"]);

/** In or right behind these nothing is offered, but the call around them is known. */
const literals: ReadonlySet<Token["kind"]> = new Set(["string", "quoted", "number", "malformed number"]);

const isWord = ({ kind }: Token): boolean =>
  kind === "name" || kind === "foreign name" || /^[a-z]+$/.test(kind);

const lineEnd = (text: string, offset: number): number => {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at;
};

const hasLineBreak = (text: string, start: number, end: number): boolean =>
  /[\n\r]/.test(text.slice(start, end));

/** Index of the last token that opens a declaration: such a word at the start of a line. */
function declarationStart(tokens: readonly Token[]): number {
  const words: readonly string[] = declarationWords;
  return Math.max(
    0,
    tokens.findLastIndex(
      ({ kind, lineBreaks }, index) => words.includes(kind) && (lineBreaks > 0 || index === 0),
    ),
  );
}

function openBrackets(text: string, tokens: readonly Token[]): Open[] {
  const opens: Open[] = [];
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const name = tokens[index - 3];
    const isValue = tokens[index - 2]?.kind === ":" && name && isWord(name);
    const givenTo = isValue ? text.slice(name.start, name.end) : undefined;
    readSign(text, token, previous && isWord(previous) ? previous : undefined, givenTo, opens);
  });
  return opens;
}

/** `word` is the word right before the sign, `givenTo` the name of the setting or attribute that it is the value of. */
function readSign(
  text: string,
  { kind, start }: Token,
  word: Token | undefined,
  givenTo: string | undefined,
  opens: Open[],
): void {
  switch (kind) {
    case "(":
    case "[":
    case "{": {
      const callee = kind === "(" && word?.end === start ? word : undefined;
      const called = { ...(callee && { callee }), ...(callee && givenTo !== undefined && { givenTo }) };
      opens.push({ bracket: kind, commas: 0, given: [], ...called });
      break;
    }
    case ")":
    case "]":
    case "}":
      opens.pop();
      break;
    case ",":
      nextArgument(opens.at(-1));
      break;
    case ":":
      if (word) giveName(opens.at(-1), text.slice(word.start, word.end));
      break;
    default:
  }
}

function nextArgument(open: Open | undefined): void {
  if (!open) return;
  open.commas++;
  delete open.attribute;
}

function giveName(open: Open | undefined, name: string): void {
  if (!open || open.bracket === "[") return;
  open.given.push(name);
  if (open.bracket === "(") open.attribute = name;
}

function openCall(text: string, callee: Token, { commas, attribute, given, givenTo }: Open): OpenCall {
  return {
    name: text.slice(callee.start, callee.end),
    index: commas,
    given,
    ...(attribute === undefined ? {} : { attribute }),
    ...(givenTo === undefined ? {} : { givenTo }),
  };
}

function judge(
  text: string,
  own: readonly Token[],
  opens: readonly Open[],
  call: OpenCall | undefined,
  lineBreak: boolean,
): Place {
  const last = own.at(-1);
  const head = own[0]?.kind;
  const body = opens[0]?.bracket === "{" ? opens[0] : undefined;
  if (!last || (opens.length === 0 && lineBreak && !continues(last))) return { kind: "declaration" };
  if (last.kind === "->") return { kind: "stage", arrow: last.start };
  const label = own.at(-2);
  if (last.kind === ":" && label && own.at(-3)?.kind === "->")
    return { kind: "stage", arrow: own.at(-3)?.start ?? 0 };
  if (call) return { kind: "argument", call };
  if (head === "train" || head === "data") return inExperiment(text, own, head, body, lineBreak);
  if (!body) return { kind: "nothing" };
  return inBody(own, opens, lineBreak);
}

/** True where the statement goes on over a line break. */
const continues = ({ kind }: Token): boolean =>
  ["->", "=", ",", "(", "[", "+", "-", "*", "/", "@"].includes(kind);

function inBody(own: readonly Token[], opens: readonly Open[], lineBreak: boolean): Place {
  const last = own.at(-1);
  if (!last || last.kind === "{" || (lineBreak && !continues(last))) return { kind: "statement" };
  if (last.kind === "input" || !operators.has(last.kind)) return { kind: "nothing" };
  const head = own.findLast(({ kind }) => heads.has(kind))?.kind;
  const isSize = head === "require" || opens.at(-1)?.bracket === "[";
  return isSize ? { kind: "size" } : { kind: "expression" };
}

const heads: ReadonlySet<Token["kind"]> = new Set(["input", "output", "require", "="]);

/** Behind these an operand follows. */
const operators: ReadonlySet<Token["kind"]> = new Set([
  "=",
  "output",
  "require",
  "(",
  "[",
  ",",
  "+",
  "-",
  "*",
  "/",
  "@",
  "div",
  "%",
  "==",
] as const);

function inExperiment(
  text: string,
  own: readonly Token[],
  head: "train" | "data",
  body: Open | undefined,
  lineBreak: boolean,
): Place {
  const last = own.at(-1);
  const wordOf = (token: Token | undefined): string => (token ? text.slice(token.start, token.end) : "");
  if (!body) {
    if (head === "data") return last?.kind === "=" ? { kind: "data source" } : { kind: "nothing" };
    if (wordOf(last) === "on") return { kind: "trained data" };
    return last?.kind === "train" || last?.kind === ":" ? { kind: "trained network" } : { kind: "nothing" };
  }
  if (last?.kind === "expect") return { kind: "expectation" };
  if (last?.kind === ":") return { kind: "setting value", of: head, setting: wordOf(own.at(-2)) };
  if (last?.kind === "{" || lineBreak) return { kind: "setting", of: head, given: body.given };
  return { kind: "nothing" };
}
