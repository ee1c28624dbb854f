/** Where something stands: in a declaration, so that an answer about it stays true when the declaration moves. */
import type { Span as AbsoluteSpan } from "../../network/network.ts";
import type { Declaration, Span } from "../syntax/tree.ts";

/** `span` counts from the start of the declaration. */
export interface Place {
  readonly declaration: Declaration;
  readonly span: Span;
}

export const placeOf = (declaration: Declaration, span: Span): Place => ({ declaration, span });

/** Where each declaration of the file starts now. */
export type Offsets = ReadonlyMap<Declaration, number>;

export function absolute(place: Place, offsets: Offsets): AbsoluteSpan {
  const at = offsets.get(place.declaration) ?? 0;
  return { start: at + place.span.start, end: at + place.span.end };
}
