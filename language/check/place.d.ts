/** Where something stands: in a declaration, so that an answer about it stays true when the declaration moves. */
import type { Span as AbsoluteSpan } from "../../network/network.ts";
import type { Declaration, Span } from "../syntax/tree.ts";
/** `span` counts from the start of the declaration. */
export interface Place {
  readonly declaration: Declaration;
  readonly span: Span;
}
export declare const placeOf: (declaration: Declaration, span: Span) => Place;
/** Where each declaration of the file starts now. */
export type Offsets = ReadonlyMap<Declaration, number>;
export declare function absolute(place: Place, offsets: Offsets): AbsoluteSpan;
export declare const emptySpan: (span: Span) => boolean;
