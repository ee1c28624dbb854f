/** The kinds of token and what each is called in messages. */

/** Words that open a declaration. */
export const declarationWords = ["import", "const", "data", "block", "network", "train"] as const;
/** Words that open a statement. */
export const statementWords = ["input", "output", "require", "expect"] as const;
/** Words with a meaning inside expressions. */
export const expressionWords = ["true", "false", "div"] as const;

/**
 * Signs, the longest first. `//` is not among them: it always starts a comment. Division rounded down is the word `div`.
 */
export const signs = [
  "->",
  "**",
  "==",
  "!=",
  "<=",
  ">=",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  ";",
  ".",
  "=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "@",
  "<",
  ">",
] as const;

export type DeclarationWord = (typeof declarationWords)[number];
export type Keyword = DeclarationWord | (typeof statementWords)[number] | (typeof expressionWords)[number];
export type Sign = (typeof signs)[number];

export type TokenKind =
  | Keyword
  | Sign
  | "name"
  /** A word with letters that names may not have: still one word, so that it costs one report. */
  | "foreign name"
  | "number"
  /** `1_000`, `3px`, `.5`, `1e` */
  | "malformed number"
  | "string"
  /** A string in single quotes. */
  | "quoted"
  | "comment"
  | "docs"
  | "unknown"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** UTF-16 offsets in the file. */
  readonly start: number;
  readonly end: number;
  /** Line breaks between the token before and this one; a comment's own line break counts for the token after it. */
  readonly lineBreaks: number;
}

const keywords: ReadonlyMap<string, Keyword> = new Map(
  [...declarationWords, ...statementWords, ...expressionWords].map((word) => [word, word]),
);
const longestKeyword = Math.max(...[...keywords.keys()].map((word) => word.length));

/** The keyword that the text between `start` and `end` is, if it is one. */
export function keywordAt(text: string, start: number, end: number): Keyword | undefined {
  return end - start <= longestKeyword ? keywords.get(text.slice(start, end)) : undefined;
}

export function isKeyword(kind: TokenKind): kind is Keyword {
  return keywords.has(kind);
}

/** Whether a token is a word that can stand where a name stands. Keywords count: the parser reports them where it must. */
export function isWord(kind: TokenKind): boolean {
  return kind === "name" || kind === "foreign name" || (kind !== "div" && keywords.has(kind));
}

/** The kind in words, for messages; signs and words are shown as they are written. */
export function kindInWords(kind: TokenKind): string {
  switch (kind) {
    case "name":
    case "foreign name":
      return "a name";
    case "number":
    case "malformed number":
      return "a number";
    case "string":
    case "quoted":
      return "a text in quotes";
    case "comment":
    case "docs":
      return "a comment";
    case "unknown":
      return "a character that means nothing here";
    case "end":
      return "the end of the file";
    default:
      return `\`${kind satisfies Keyword | Sign}\``;
  }
}
