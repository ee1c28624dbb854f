/** The outline: declarations, and in networks and blocks what goes in, what is bound, the layers, what comes out. */
import type { Span } from "../../network/network.ts";
import { formatShape } from "../../shapes/format.ts";
import type { CheckedFile, CheckedNetwork, StageInfo } from "../check/result.ts";
import type { Declaration, Placed, Statement } from "../syntax/tree.ts";
import type { DocumentSymbol } from "./feature.ts";
import { countOf } from "./words.ts";

export function documentSymbols(checked: CheckedFile): readonly DocumentSymbol[] {
  const networks = new Map(checked.networks.map((network) => [network.nameSpan.start, network]));
  return checked.source.declarations.flatMap((placed) => outlineOf(checked, networks, placed));
}

type Networks = ReadonlyMap<number, CheckedNetwork>;

const moved = ({ start, end }: Span, at: number): Span => ({ start: start + at, end: end + at });

function outlineOf(
  checked: CheckedFile,
  networks: Networks,
  { at, declaration }: Placed,
): readonly DocumentSymbol[] {
  const span = moved(declaration.span, at);
  const symbol = (kind: DocumentSymbol["kind"], name: { text: string; span: Span }, detail = "") => ({
    name: name.text || "(unnamed)",
    detail,
    kind,
    span,
    nameSpan: moved(name.span, at),
    children: [],
  });
  switch (declaration.kind) {
    case "const":
      return [symbol("constant", declaration.name)];
    case "data":
      return [symbol("data", declaration.name, sourceName(checked, declaration, at))];
    case "train":
      return [symbol("train", trainName(declaration), "train")];
    case "block":
    case "network": {
      const known = networks.get(declaration.name.span.start + at);
      const detail = known ? countOf(known.parameters, "parameter") : "";
      const children = declaration.body.items.flatMap((item) =>
        item.kind === "skipped" ? [] : statementOutline(item, at, checked.stages),
      );
      return [{ ...symbol(declaration.kind, declaration.name, detail), children }];
    }
    case "import":
    case "skipped":
      return [];
  }
}

function sourceName(
  checked: CheckedFile,
  { source }: Extract<Declaration, { kind: "data" }>,
  at: number,
): string {
  const callee = source.kind === "call" ? source.callee : source;
  return checked.text.slice(callee.span.start + at, callee.span.end + at);
}

/** Its own name, else that of the network it trains. */
function trainName({ name, network }: Extract<Declaration, { kind: "train" }>): { text: string; span: Span } {
  if (name) return name;
  const trained = network.kind === "call" ? network.callee : network;
  return trained.kind === "name" ? trained.name : { text: "", span: network.span };
}

function statementOutline(
  statement: Statement,
  at: number,
  stages: readonly StageInfo[],
): readonly DocumentSymbol[] {
  const span = moved(statement.span, at);
  const layers = stagesWithin(stages, span).map(layerSymbol);
  switch (statement.kind) {
    case "input":
      return [leaf("input", statement.name.text || "(unnamed)", span, moved(statement.name.span, at), [])];
    case "binding":
      return [
        leaf("binding", statement.name.text || "(unnamed)", span, moved(statement.name.span, at), layers),
      ];
    case "output":
      return [
        leaf("output", "output", span, { start: span.start, end: span.start + "output".length }, layers),
      ];
    case "expression":
      return layers;
    case "require":
      return [];
  }
}

/** The stages whose names stand in a span; they come in the order of their names. */
function stagesWithin(stages: readonly StageInfo[], { start, end }: Span): readonly StageInfo[] {
  let low = 0;
  let high = stages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stages[middle]?.nameSpan.start ?? end) < start) low = middle + 1;
    else high = middle;
  }
  let behind = low;
  while ((stages[behind]?.nameSpan.start ?? end) < end) behind++;
  return stages.slice(low, behind);
}

const leaf = (
  kind: DocumentSymbol["kind"],
  name: string,
  span: Span,
  nameSpan: Span,
  children: readonly DocumentSymbol[],
): DocumentSymbol => ({ name, detail: "", kind, span, nameSpan, children });

function layerSymbol({ kind, label, span, nameSpan, output }: StageInfo): DocumentSymbol {
  const name = label === undefined ? kind : `${label}: ${kind}`;
  return { name, detail: output ? formatShape(output) : "", kind: "layer", span, nameSpan, children: [] };
}
