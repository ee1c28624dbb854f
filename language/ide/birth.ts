/** Where a tensor is born: the layer that makes it, through every name it was given since. */
import type { Span } from "../../network/network.ts";
import type { CheckedFile, SymbolInfo } from "../check/result.ts";
import { absolute, nodesAt } from "../syntax/places.ts";
import type { Expression, Placed } from "../syntax/tree.ts";
import { symbolAt } from "./definition.ts";

/** For a block's call the block; for a tensor's name the layer that makes it; for other names where they are declared. */
export function birthAt(checked: CheckedFile, offset: number): Span | undefined {
  const symbol = symbolAt(checked, offset);
  return symbol && birthOf(checked, symbol, new Set());
}

function birthOf(checked: CheckedFile, symbol: SymbolInfo, seen: Set<SymbolInfo>): Span {
  if (seen.has(symbol)) return symbol.span;
  seen.add(symbol);
  if (symbol.kind === "label") {
    const stage = checked.stages.find(({ span }) => span.start === symbol.scope.start);
    return stage?.nameSpan ?? symbol.span;
  }
  if (symbol.kind !== "binding") return symbol.span;
  const path = nodesAt(checked.source, symbol.span.start);
  const binding = path?.nodes.find((node) => node.kind === "binding");
  return path && binding ? makerOf(checked, path.placed, binding.value, seen) : symbol.span;
}

/** The word or sign of what an expression applies last. */
function makerOf(checked: CheckedFile, placed: Placed, expression: Expression, seen: Set<SymbolInfo>): Span {
  switch (expression.kind) {
    case "pipeline":
      return makerOf(checked, placed, (expression.stages.at(-1) ?? expression.stages[0]).value, seen);
    case "group":
      return makerOf(checked, placed, expression.inner, seen);
    case "call":
      return absolute(placed, expression.callee.span);
    case "binary":
      return absolute(placed, expression.operatorSpan);
    case "name": {
      const span = absolute(placed, expression.span);
      const symbol = symbolAt(checked, span.start);
      const isTensor = symbol?.kind === "binding" || symbol?.kind === "label" || symbol?.kind === "input";
      return isTensor ? birthOf(checked, symbol, seen) : span;
    }
    default:
      return absolute(placed, expression.span);
  }
}
