/**
 * Where a construct that was not finished ends, and how text that fits nowhere is passed over.
 *
 * The author is always in the middle of a line. So a line that clearly starts something new ends whatever is open above
 * it, and what is skipped never reaches past the statement it stands in.
 */
import type { Cursor } from "./cursor.ts";
import { declarationWords, isWord, type TokenKind } from "./token.ts";
import type { Skipped } from "./tree.ts";

const declarationStarts: ReadonlySet<TokenKind> = new Set(declarationWords);

/** Whether the next token opens a declaration: `network Name`, not `data: …` or `data = …`. */
export function startsDeclaration(cursor: Cursor): boolean {
  if (!declarationStarts.has(cursor.token.kind)) return false;
  const next = cursor.peek(1);
  return next.lineBreaks > 0 || next.kind === "end" || isWord(next.kind) || next.kind === "{";
}

/** Whether the next token is a word that opens declarations; between declarations it can mean nothing else. */
export function isDeclarationWord(cursor: Cursor): boolean {
  return declarationStarts.has(cursor.token.kind);
}

/** Whether a declaration starts at the very beginning of the next line: it ends a body that was not closed. */
export function endsBody(cursor: Cursor): boolean {
  if (cursor.at("end")) return true;
  return cursor.startsLine && cursor.lineIndent === 0 && startsDeclaration(cursor);
}

/** Whether the next token opens a statement or a setting, wherever it stands. */
export function startsStatement(cursor: Cursor): boolean {
  const { kind } = cursor.token;
  if (!isWord(kind)) return false;
  const next = cursor.peek(1);
  if (next.kind === "=") return true;
  if (cursor.holds === "settings") return next.kind === ":" || (kind === "expect" && opensValue(next.kind));
  if (kind === "input") return isWord(next.kind) && next.lineBreaks === 0;
  return (kind === "output" || kind === "require") && opensValue(next.kind) && next.lineBreaks === 0;
}

/**
 * Whether the next token ends what is open inside brackets. `afterComma`: an item must follow, so `name: value` on a new
 * line is an argument; without a comma it is the next setting, and the bracket was forgotten.
 */
export function endsBrackets(cursor: Cursor, afterComma: boolean): boolean {
  const { kind } = cursor.token;
  if (kind === "end" || kind === "}" || kind === "{" || kind === ";") return true;
  if (!cursor.startsLine) return false;
  if (startsDeclaration(cursor)) return true;
  if (startsStatement(cursor)) return !(afterComma && isNamedItem(cursor));
  return !afterComma && opensValue(kind) && cursor.lineIndent <= cursor.statementIndent;
}

/** `name: value`, and outside of statements `name = value`, can stand inside brackets. */
function isNamedItem(cursor: Cursor): boolean {
  const { kind } = cursor.peek(1);
  return kind === ":" || (kind === "=" && cursor.holds !== "statements");
}

/** Whether an expression can start with a token of this kind. */
export function opensValue(kind: TokenKind): boolean {
  if (isWord(kind)) return true;
  switch (kind) {
    case "number":
    case "malformed number":
    case "string":
    case "quoted":
    case "(":
    case "[":
    case "-":
      return true;
    default:
      return false;
  }
}

/** Whether the statement being parsed is over: its line ends, or a `;` or `}` follows. */
export function atStatementEnd(cursor: Cursor): boolean {
  return cursor.startsLine || cursor.at(";") || cursor.at("}") || cursor.at("end");
}

/** Passes over the rest of the statement: brackets as a whole, but never over a line that starts something new. */
export function skipStatement(cursor: Cursor): Skipped {
  const start = cursor.offset;
  do {
    if (!skipBrackets(cursor)) cursor.take();
  } while (!atStatementEnd(cursor) && !startsStatement(cursor));
  return { kind: "skipped", span: cursor.spanFrom(start) };
}

const closers: ReadonlyMap<TokenKind, TokenKind> = new Map<TokenKind, TokenKind>([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/** Passes over a bracket and what is in it, without recursion. False, and nothing is taken, where no bracket opens. */
export function skipBrackets(cursor: Cursor): boolean {
  if (!closers.has(cursor.token.kind)) return false;
  /** What closes the brackets that are open, the innermost last. */
  const open: TokenKind[] = [];
  const braces = { open: 0 };
  do {
    followBracket(cursor.take().kind, open, braces);
  } while (open.length > 0 && !(braces.open > 0 ? endsBody(cursor) : endsBrackets(cursor, false)));
  return true;
}

/** Notes a bracket that opens or closes. A closing brace also closes the brackets inside it that were forgotten. */
function followBracket(kind: TokenKind, open: TokenKind[], braces: { open: number }): void {
  const closer = closers.get(kind);
  if (closer !== undefined) open.push(closer);
  if (kind === "{") braces.open++;
  if (open.at(-1) === kind) open.pop();
  else if (kind === "}" && braces.open > 0) while (open.length > 0 && open.pop() !== "}");
  if (kind === "}" && braces.open > 0) braces.open--;
}
