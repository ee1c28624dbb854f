/** Where a size comes from: where it was born, and each step that changed it. What a shape error shows as related places. */
import type { Place } from "./place.ts";
/** One station of a size's life. Sizes that are computed from others have those before them. */
export interface Origin {
  readonly place: Place;
  /** What happened here, numbers filled in: "`input image` has height 28", "`conv2d`: (28 + 2·0 − 5) / 1 + 1 = 24". */
  readonly words: string;
  readonly before: readonly Origin[];
}
export declare const born: (place: Place, words: string) => Origin;
export declare const changed: (
  place: Place,
  words: string,
  before: readonly (Origin | undefined)[],
) => Origin;
export interface RelatedDraft {
  readonly place: Place;
  readonly message: string;
}
/** The stations of all given sizes, oldest first, each once; of a very long life the first and the last ones. */
export declare function stationsOf(...origins: readonly (Origin | undefined)[]): readonly RelatedDraft[];
