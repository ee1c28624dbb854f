/** Colours by meaning: what each name refers to, beyond what a grammar can see. */
import { findLayer } from "../../layers/index.ts";
import type { CheckedFile, SymbolKind } from "../check/result.ts";
import { metrics } from "../check/settings.ts";
import { lex } from "../syntax/lexer.ts";
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
  return lex(checked.text).flatMap(({ kind, start, end }): SemanticToken[] => {
    if (kind !== "name") return [];
    const colour = known.get(start) ?? builtIn(checked.text, start, end);
    return colour ? [{ span: { start, end }, ...colour }] : [];
  });
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
