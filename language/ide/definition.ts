/** Where a name comes from, and where else it is used. */
import type { Span } from "../../network/network.ts";
import type { CheckedFile, SymbolInfo } from "../check/result.ts";

const holds = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;

/** The symbol whose declaration or use is at the offset. */
export function symbolAt(checked: CheckedFile, offset: number): SymbolInfo | undefined {
  return checked.symbols.find(
    ({ span, uses }) => holds(span, offset) || uses.some((use) => holds(use, offset)),
  );
}

/** The name where it is declared. */
export const definitionAt = (checked: CheckedFile, offset: number): Span | undefined =>
  symbolAt(checked, offset)?.span;

/** The declaration and every use, in text order. */
export function referencesAt(checked: CheckedFile, offset: number): readonly Span[] {
  const symbol = symbolAt(checked, offset);
  return symbol ? [symbol.span, ...symbol.uses].sort((a, b) => a.start - b.start) : [];
}
