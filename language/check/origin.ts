/** Where a size comes from: where it was born, and each step that changed it. What a shape error shows as related places. */
import type { Place } from "./place.ts";

/** One station of a size's life. Sizes that are computed from others have those before them. */
export interface Origin {
  readonly place: Place;
  /** What happened here, numbers filled in: "`input image` has height 28", "`conv2d`: (28 + 2·0 − 5) / 1 + 1 = 24". */
  readonly words: string;
  readonly before: readonly Origin[];
}

export const born = (place: Place, words: string): Origin => ({ place, words, before: [] });

export const changed = (place: Place, words: string, before: readonly (Origin | undefined)[]): Origin => ({
  place,
  words,
  before: before.filter((origin) => origin !== undefined),
});

export interface RelatedDraft {
  readonly place: Place;
  readonly message: string;
}

/** More stations than this say less, not more. */
const mostStations = 8;

/** The stations of all given sizes, oldest first, each once; of a very long life the first and the last ones. */
export function stationsOf(...origins: readonly (Origin | undefined)[]): readonly RelatedDraft[] {
  const seen = new Set<Origin>();
  const said = new Set<string>();
  const stations: RelatedDraft[] = [];
  // A stack rather than recursion: a size may have passed through thousands of layers.
  const stack: { readonly origin: Origin; readonly done: boolean }[] = [];
  for (const origin of origins.toReversed()) if (origin !== undefined) stack.push({ origin, done: false });
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { origin, done } = top;
    if (done) {
      const key = `${origin.place.span.start}:${origin.words}`;
      if (!said.has(key)) stations.push({ place: origin.place, message: origin.words });
      said.add(key);
      continue;
    }
    if (seen.has(origin)) continue;
    seen.add(origin);
    stack.push({ origin, done: true });
    for (const before of origin.before.toReversed()) stack.push({ origin: before, done: false });
  }
  if (stations.length <= mostStations) return stations;
  const head = Math.floor(mostStations / 2);
  return [...stations.slice(0, head), ...stations.slice(stations.length - (mostStations - head))];
}
