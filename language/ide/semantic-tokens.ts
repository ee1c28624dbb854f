/** Colours by meaning: what each name refers to, beyond what a grammar can see. */
import { findLayer } from "../../layers/index.ts";
import type { CheckedFile, SymbolKind } from "../check/result.ts";
import { metrics } from "../check/settings.ts";
import { lex } from "../syntax/lexer.ts";
import type { Declaration, Placed, Span } from "../syntax/tree.ts";
import type { SemanticToken } from "./feature.ts";
import { findSignature } from "./signatures.ts";

type Colour = Pick<SemanticToken, "kind" | "modifiers">;

const colours: Readonly<Record<SymbolKind, SemanticToken["kind"]>> = {
  constant: "variable",
  data: "variable",
  block: "class",
  network: "class",
  train: "variable",
  parameter: "parameter",
  input: "variable",
  binding: "variable",
  label: "property",
  size: "parameter",
  import: "class",
};

/** In text order, never overlapping. */
export function semanticTokens(checked: CheckedFile): readonly SemanticToken[] {
  const known = namesOf(checked);
  return checked.source.declarations.flatMap((placed) =>
    wordsOf(placed, checked.text).flatMap(({ start, end, own }): SemanticToken[] => {
      const span = { start: placed.at + start, end: placed.at + end };
      const colour = known.get(span.start) ?? own;
      return colour ? [{ span, ...colour }] : [];
    }),
  );
}

interface Word extends Span {
  /** Its colour where it is no name of the author's. */
  readonly own: Colour | undefined;
}

/** A declaration's words stay the same as long as it does. */
const wordsByDeclaration: WeakMap<Declaration, readonly Word[]> = new WeakMap();

/** The names in a declaration, placed from its start. */
function wordsOf({ at, declaration }: Placed, text: string): readonly Word[] {
  const before = wordsByDeclaration.get(declaration);
  if (before) return before;
  const own = text.slice(at, at + declaration.span.end);
  const words = lex(own).flatMap(({ kind, start, end }) =>
    kind === "name" ? [{ start, end, own: builtIn(own, start, end) }] : [],
  );
  wordsByDeclaration.set(declaration, words);
  return words;
}

function namesOf({ symbols, stages }: CheckedFile): ReadonlyMap<number, Colour> {
  const known = new Map<number, Colour>();
  for (const { kind, nameSpan } of stages)
    if (findLayer(kind)) known.set(nameSpan.start, { kind: "function", modifiers: ["defaultLibrary"] });
  for (const { kind, span, uses } of symbols) {
    const modifiers = kind === "constant" ? (["readonly"] as const) : [];
    for (const use of uses) known.set(use.start, { kind: colours[kind], modifiers });
    known.set(span.start, { kind: colours[kind], modifiers: ["declaration", ...modifiers] });
  }
  return known;
}

/** Names before a colon are attributes and settings; the rest may be something the language brings along. */
function builtIn(text: string, start: number, end: number): Colour | undefined {
  if (/^[ \t]*:/.test(text.slice(end, end + 8))) return { kind: "property", modifiers: [] };
  const name = text.slice(start, end);
  if (findSignature(name) || measures.has(name)) return { kind: "function", modifiers: ["defaultLibrary"] };
  return undefined;
}

const measures: ReadonlySet<string> = new Set(metrics.map(({ name }) => name));
