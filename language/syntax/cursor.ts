/**
 * The parser's place in the tokens of one declaration: what comes next, what was taken, which problems were found.
 *
 * Comments are passed over. Characters that mean nothing are passed over too and reported when the token behind them is
 * taken, or stand for a sign of ours where their meaning is plain (`→`). Everything is kept relative to the start of the
 * declaration, and `reach` remembers how far the text was looked at.
 */
import { isSpace } from "./characters.ts";
import { lookBehindEnd, signsFromElsewhere, tokenFrom } from "./lexer.ts";
import { foreignLetter } from "./literals.ts";
import type { SyntaxCode, SyntaxProblem, SyntaxProblemTexts } from "./problems.ts";
import { isKeyword, isWord, kindInWords, type Token, type TokenKind } from "./token.ts";
import type { Docs, Name, Span } from "./tree.ts";

/** Deeper than this, brackets and operators are reported and not followed, so that no input exhausts the stack. */
export const nestingLimit = 256;

/** A token with what stood before it: documentation, and characters that mean nothing. */
interface Significant extends Token {
  readonly docs?: { readonly start: number; readonly end: number };
  readonly strays: readonly Token[];
}

export class Cursor {
  readonly text: string;
  /** The next token. */
  token: Significant;
  /** The token taken last; before the first, an empty one at the start of the declaration. */
  previous: Token;
  /** Offset of the declaration in the file. */
  base = 0;
  problems: SyntaxProblem[] = [];
  /** How many tokens were taken that start a line. */
  linesTaken = 0;
  /** Open `(` and `[`, which a line break does not end. */
  parentheses = 0;
  squares = 0;
  /** How deep the brackets and operators being parsed are nested. */
  depth = 0;
  /** How deep the expression parsed last is nested. */
  height = 0;
  /** What is being parsed: parameters and what else stands before a body, settings, or statements. */
  holds: "header" | "settings" | "statements" = "header";
  /** Indentation of the line of the next token; 0 on the first line of the declaration. */
  lineIndent = 0;
  /** Where the statement or declaration being parsed starts in the file, and the indentation of its line. */
  statementStart = -1;
  statementIndent = 0;
  private ahead: Significant[] = [];
  private furthest = 0;
  private reported = new Set<number>();

  constructor(text: string, offset: number) {
    this.text = text;
    this.token = this.scan(offset);
    this.previous = { kind: "end", start: offset, end: offset, lineBreaks: 0 };
  }

  /** Starts a declaration at the next token, or at the docs or stray characters before it. */
  begin(): void {
    const { docs, strays, start } = this.token;
    this.base = Math.min(start, docs?.start ?? start, strays[0]?.start ?? start);
    this.problems = [];
    this.reported.clear();
    this.parentheses = 0;
    this.squares = 0;
    this.depth = 0;
    this.holds = "header";
    this.lineIndent = 0;
    this.statementStart = this.token.start;
    this.statementIndent = 0;
    this.previous = { kind: "end", start: this.base, end: this.base, lineBreaks: 0 };
    this.ahead = [];
    this.furthest = this.token.end;
  }

  /** How far the text was looked at, from the start of the declaration. */
  get reach(): number {
    return this.furthest + lookBehindEnd - this.base;
  }

  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Whether the next token is the word `text`, which is no keyword: `on`, `of`, `in`, `from`. */
  atWord(text: string): boolean {
    const { kind, start, end } = this.token;
    return kind === "name" && end - start === text.length && this.text.startsWith(text, start);
  }

  /** Whether the next token starts a new line. */
  get startsLine(): boolean {
    return this.token.lineBreaks > 0;
  }

  /** Whether characters that mean nothing stand before the next token. */
  get hasStrays(): boolean {
    return this.token.strays.length > 0;
  }

  /** Whether a line break parts the next token from the statement being parsed: it does outside of brackets. */
  get isParted(): boolean {
    return (
      this.startsLine && this.parentheses + this.squares === 0 && this.token.start !== this.statementStart
    );
  }

  /** The token `count` places behind the next one. */
  peek(count: number): Significant {
    while (this.ahead.length < count) this.ahead.push(this.scan((this.ahead.at(-1) ?? this.token).end));
    return this.ahead[count - 1] as Significant;
  }

  take(): Token {
    const token = this.token;
    for (const stray of token.strays) this.reportStray(stray);
    this.previous = token;
    if (token.lineBreaks > 0) this.linesTaken++;
    this.token =
      token.kind === "end" ? { ...token, strays: [] } : (this.ahead.shift() ?? this.scan(token.end));
    if (this.startsLine) this.lineIndent = this.spacesBefore(this.token.start);
    return token;
  }

  /** Takes the next token if it is of this kind. */
  takeIf(kind: TokenKind): Token | undefined {
    return this.token.kind === kind ? this.take() : undefined;
  }

  /** Takes a word as a name that is defined here; `wanted` says in a message what name that is. */
  takeDefinedName(wanted: string): Name {
    if (!isWord(this.token.kind) || this.isParted) return this.missingName(wanted);
    return this.takeNewName();
  }

  /** Takes the next token, a word, as a name that is defined here. */
  takeNewName(): Name {
    const { kind } = this.token;
    const name = this.takeName();
    if (isKeyword(kind)) this.report("SOMA1011", name.span, { word: name.text });
    return name;
  }

  /** Takes the next token, a word, as a name. */
  takeName(): Name {
    const token = this.take();
    const text = this.text.slice(token.start, token.end);
    const span = this.spanOf(token);
    if (token.kind !== "foreign name") return { kind: "word", text, span };
    const foreign = foreignLetter(text);
    this.report("SOMA1010", span, { word: text, ...foreign });
    return { kind: "word", text, span, foreign };
  }

  missingName(wanted: string): Name {
    this.reportWanted(wanted);
    return { kind: "word", text: "", span: this.emptySpan() };
  }

  /** The documentation above the next token. */
  docs(): Docs | undefined {
    const { docs } = this.token;
    if (docs === undefined) return undefined;
    const lines = this.text.slice(docs.start, docs.end).split(/\r\n|[\n\r\u2028\u2029]/);
    const text = lines
      .map((line) => /^\s*\/\/\/(?!\/) ?(.*)$/.exec(line)?.[1])
      .filter((line) => line !== undefined)
      .join("\n");
    return { kind: "docs", text, span: { start: docs.start - this.base, end: docs.end - this.base } };
  }

  spanOf(token: Token): Span {
    return { start: token.start - this.base, end: token.end - this.base };
  }

  /** From `start` to the end of the token taken last. */
  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.previous.end - this.base) };
  }

  /** Where the next token starts, from the start of the declaration. */
  get offset(): number {
    return this.token.start - this.base;
  }

  /** The place right behind the token taken last. */
  emptySpan(): Span {
    const end = this.previous.end - this.base;
    return { start: end, end };
  }

  report<Code extends SyntaxCode>(
    code: Code,
    span: Span,
    texts: SyntaxProblemTexts[Code],
    related?: Span,
  ): void {
    // One place gets one report: what is found wrong there afterwards follows from the first.
    if (this.reported.has(span.start)) return;
    this.reported.add(span.start);
    this.problems.push({ code, span, texts, ...(related && { related }) } as SyntaxProblem);
  }

  /** Reports that something must stand here: at the next token, or where the line ends, at the token before it. */
  reportWanted(wanted: string): void {
    const isElsewhere = this.startsLine || this.at("end");
    const span = this.spanOf(isElsewhere ? this.previous : this.token);
    const after = this.previous.end > this.previous.start ? this.written(this.previous) : undefined;
    this.report("SOMA1001", span, { wanted, found: this.found(), ...(after !== undefined && { after }) });
  }

  /** The next token as a message names it. */
  found(): string {
    if (this.at("end")) return kindInWords("end");
    return this.startsLine ? "the end of the line" : `\`${this.written(this.token)}\``;
  }

  /** A token as it is written, shortened where it is long. */
  written({ start, end }: Token): string {
    const text = this.text.slice(start, Math.min(end, start + 40));
    return end - start > 40 ? `${text}…` : text;
  }

  /** What is written in a span, shortened where it is long. */
  textOf({ start, end }: Span): string {
    return this.written({ ...this.previous, start: start + this.base, end: end + this.base });
  }

  /** White space before `offset`, no further back than the start of the declaration. */
  private spacesBefore(offset: number): number {
    let start = offset;
    while (start > this.base && isSpace(this.text.charCodeAt(start - 1))) start--;
    return offset - start;
  }

  private reportStray(stray: Token): void {
    const character = this.written(stray);
    const suggestion = signsFromElsewhere.get(character);
    this.report("SOMA1009", this.spanOf(stray), { character, ...(suggestion && { suggestion }) });
  }

  /** The next token at or behind `from` that is neither a comment nor a character without meaning. */
  private scan(from: number): Significant {
    let docs: Significant["docs"];
    const strays: Token[] = [];
    let lineBreaks = 0;
    let offset = from;
    for (;;) {
      const token = tokenFrom(this.text, offset);
      this.furthest = Math.max(this.furthest, token.end);
      lineBreaks += token.lineBreaks;
      offset = token.end;
      // Only a comment that starts its line documents what follows.
      const isDocs = token.kind === "docs" && (lineBreaks > 0 || from === 0);
      if (isDocs) docs = { start: docs?.start ?? token.start, end: token.end };
      const kind = this.kindHere(token);
      if (token.kind === "unknown") strays.push(token);
      if (kind !== undefined) {
        return { kind, start: token.start, end: token.end, lineBreaks, ...(docs && { docs }), strays };
      }
    }
  }

  /** The kind of a token as the parser sees it: none for comments, and the sign that `=>`, `→` and the like stand for. */
  private kindHere(token: Token): TokenKind | undefined {
    if (token.kind === "comment" || token.kind === "docs") return undefined;
    return token.kind === "unknown"
      ? signsFromElsewhere.get(this.text.slice(token.start, token.end))
      : token.kind;
  }
}
