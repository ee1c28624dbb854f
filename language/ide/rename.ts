/** Renaming: every place where a name stands, unless the new name would mean something else or already does. */
import type { FileReader } from "../../data/define.ts";
import type { Span } from "../../network/network.ts";
import type { CheckedFile, SymbolInfo, SymbolKind } from "../check/result.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { absolute, tokenAt, walk } from "../syntax/places.ts";
import { isKeyword, keywordAt } from "../syntax/token.ts";
import { symbolAt } from "./definition.ts";
import { findSignature } from "./signatures.ts";
import { afterEdits } from "./tried-edit.ts";

/** Why something cannot be done, in words for the author. */
export interface Refusal {
  readonly refusal: string;
}

export const isRefusal = (answer: object): answer is Refusal => "refusal" in answer;

/** The name at the offset, if it can be renamed. */
export function renameableAt(
  checked: CheckedFile,
  offset: number,
): { readonly span: Span; readonly name: string } | Refusal {
  const symbol = symbolAt(checked, offset);
  if (symbol?.kind === "import")
    return { refusal: `\`${symbol.name}\` is declared in another file: rename it there.` };
  const span = symbol && placesOf(checked, symbol).find(({ start, end }) => start <= offset && offset <= end);
  if (symbol !== undefined && span !== undefined) return { span, name: symbol.name };
  const token = tokenAt(checked.source, offset);
  const word = token === undefined ? "" : checked.text.slice(token.start, token.end);
  if (token === undefined || !/^\w+$/.test(word)) return { refusal: "There is no name here." };
  if (isKeyword(token.kind)) return { refusal: `\`${word}\` is a word of the language.` };
  if (findSignature(word)) return { refusal: `\`${word}\` comes with the language and keeps its name.` };
  return { refusal: `\`${word}\` is no name that this file declares.` };
}

/** The edits that give the name at the offset another one everywhere; tried on the text before they are offered. */
export function renameAt(
  checked: CheckedFile,
  offset: number,
  name: string,
  files: FileReader,
): readonly TextEdit[] | Refusal {
  const found = renameableAt(checked, offset);
  if (isRefusal(found)) return found;
  const symbol = symbolAt(checked, offset) as SymbolInfo;
  if (name === symbol.name) return [];
  const refusal = unfitName(symbol, name) ?? clash(checked, symbol, name);
  if (refusal !== undefined) return { refusal };
  const edits = placesOf(checked, symbol).map((span) => ({ span, text: name }));
  const after = afterEdits(checked, edits, files);
  if (findings(after) === findings(checked) && meanings(after) === meanings(checked)) return edits;
  return {
    refusal: `With \`${name}\` instead of \`${symbol.name}\`, names of this file would mean something else.`,
  };
}

/** Every place where the symbol's name stands, in text order; `width: 8` in a call names the block's parameter. */
function placesOf(checked: CheckedFile, symbol: SymbolInfo): readonly Span[] {
  const spans = [symbol.span, ...symbol.uses, ...argumentNames(checked, symbol)];
  const byStart = new Map(spans.map((span) => [span.start, span]));
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

function argumentNames(checked: CheckedFile, symbol: SymbolInfo): readonly Span[] {
  const owner = ownerOf(checked, symbol);
  return owner === undefined ? [] : namedArguments(checked, owner.uses, symbol.name);
}

/** The block or network whose parameter a symbol is. */
export function ownerOf({ symbols }: CheckedFile, { kind, span }: SymbolInfo): SymbolInfo | undefined {
  if (kind !== "parameter") return undefined;
  return symbols.find(
    ({ kind: other, scope }) =>
      (other === "block" || other === "network") && scope.start <= span.start && span.end <= scope.end,
  );
}

/** Where calls at these places name an argument: `width` in `Residual(width: 8)`. */
export function namedArguments(
  { source }: CheckedFile,
  callees: readonly Span[],
  argument: string,
): readonly Span[] {
  const calls = new Set(callees.map(({ start }) => start));
  const names: Span[] = [];
  for (const placed of source.declarations) {
    walk(placed.declaration, (node) => {
      if (node.kind !== "call" || !calls.has(placed.at + node.callee.span.start)) return true;
      for (const { name } of node.arguments)
        if (name?.text === argument) names.push(absolute(placed, name.span));
      return true;
    });
  }
  return names;
}

/** Words that are no keywords but stand between names: `on`, `of`, `in`, `from`. */
const connecting: ReadonlySet<string> = new Set(["on", "of", "in", "from", "repeat"]);

function unfitName({ kind }: SymbolInfo, name: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name))
    return `\`${name}\` is no name: letters, digits and \`_\` make one, and it starts with no digit.`;
  if (keywordAt(name, 0, name.length) !== undefined || connecting.has(name))
    return `\`${name}\` is a word of the language.`;
  // `data moons = moons()` is a good name: what is trained on is looked up among the data sets first.
  const isElsewhere = kind === "data" || kind === "train";
  return !isElsewhere && findSignature(name) ? `\`${name}\` comes with the language already.` : undefined;
}

const ofFile: ReadonlySet<SymbolKind> = new Set(["constant", "data", "block", "network", "import"] as const);

function clash({ symbols, networks }: CheckedFile, symbol: SymbolInfo, name: string): string | undefined {
  const ownerOf = ({ span }: SymbolInfo) =>
    networks.find((network) => network.span.start <= span.start && span.end <= network.span.end)?.span.start;
  const other = symbols.find((each) => {
    if (each.name !== name || (each.kind === "train") !== (symbol.kind === "train")) return false;
    return ofFile.has(each.kind) || ofFile.has(symbol.kind) || ownerOf(each) === ownerOf(symbol);
  });
  return other && `\`${name}\` is the name of another ${other.kind} here: \`${other.detail}\`.`;
}

const findings = ({ diagnostics }: CheckedFile): string =>
  diagnostics.map(({ code, severity }) => `${code} ${severity}`).join();

/** Which names mean the same thing, without saying where they stand. */
const meanings = ({ symbols }: CheckedFile): string =>
  symbols.map(({ kind, uses }) => `${kind} ${uses.length}`).join();
