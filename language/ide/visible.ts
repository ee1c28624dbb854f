/** The author's own names that may stand at a place: those of the file, and those of the body around the cursor declared before it. */
import type { CheckedFile, SymbolInfo, SymbolKind } from "../check/result.ts";
import { calleeOf } from "./callee.ts";
import type { Draft } from "./draft.ts";
import { callSnippet } from "./signatures.ts";
import { code, docWords, paragraphs } from "./words.ts";

/** Names of the whole file. */
export const fileDrafts = (
  checked: CheckedFile,
  kind: "block" | "network" | "data",
  rank: number,
): readonly Draft[] =>
  checked.symbols.filter((symbol) => symbol.kind === kind).map((symbol) => draftOf(checked, symbol, rank));

/** Constants of the file, and what the body around the offset has declared before it. */
export function localDrafts(
  checked: CheckedFile,
  offset: number,
  kinds: readonly SymbolKind[],
  rank: number,
): readonly Draft[] {
  const owner = checked.networks.find(({ span }) => span.start <= offset && offset <= span.end);
  const isVisible = ({ kind, span, scope }: SymbolInfo): boolean => {
    if (!kinds.includes(kind)) return false;
    if (kind === "constant") return true;
    if (!owner || span.start < owner.span.start || span.end > owner.span.end || span.end >= offset)
      return false;
    // A name means nothing inside its own binding, which goes on where nothing ends it.
    return kind !== "binding" || /[\n\r;]/.test(checked.text.slice(scope.end, offset));
  };
  return checked.symbols.filter(isVisible).map((symbol) => draftOf(checked, symbol, rank));
}

/** The layers of the network that the training at the offset trains: `expect dead(h1)`. */
export function trainedLabels(checked: CheckedFile, offset: number): readonly Draft[] {
  const { declarations } = checked.source;
  const placed = declarations.findLast(({ at }) => at <= offset);
  const training = placed?.declaration.kind === "train" ? placed.declaration : undefined;
  const network = training?.network.kind === "call" ? training.network.callee : training?.network;
  const name = network?.kind === "name" ? network.name.text : undefined;
  const owner = checked.networks.find((candidate) => candidate.name === name);
  return checked.symbols
    .filter(
      ({ kind, span }) =>
        kind === "label" &&
        owner !== undefined &&
        owner.span.start <= span.start &&
        span.end <= owner.span.end,
    )
    .map((symbol) => draftOf(checked, symbol, 0));
}

function draftOf(checked: CheckedFile, { name, kind, detail, doc }: SymbolInfo, rank: number): Draft {
  const callee = kind === "block" ? calleeOf(checked, { name }) : undefined;
  return {
    label: name,
    kind: kind === "block" || kind === "network" || kind === "data" ? kind : "tensor",
    detail,
    markdown: paragraphs([code(detail), docWords(doc ?? "")]),
    snippet: callee ? callSnippet(callee) : name,
    rank,
  };
}
