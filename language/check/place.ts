/** Where something stands: in a declaration, so that an answer about it stays true when the declaration moves. */
import type { Span as AbsoluteSpan } from "../../network/network.ts";
import type { Declaration, Span } from "../syntax/tree.ts";

/** `span` counts from the start of the declaration. */
export interface Place {
  readonly declaration: Declaration;
  readonly span: Span;
}

export const placeOf = (declaration: Declaration, span: Span): Place => ({ declaration, span });

export const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Where each declaration of the file, and of the files it imports from, stands now. */
export interface Offsets {
  readonly at: (declaration: Declaration) => number;
  /** The file that holds it; `undefined` for the file that is checked. */
  readonly file: (declaration: Declaration) => string | undefined;
}

export function absolute(place: Place, offsets: Offsets): AbsoluteSpan {
  const at = offsets.at(place.declaration);
  return { start: at + place.span.start, end: at + place.span.end };
}
