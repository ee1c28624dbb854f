/** How a product's result is cut into tiles whose partial sums stay in registers. */

/** `turns` tiles of `size` rows (or vectors), from `start` on. */
export interface Segment {
  readonly start: number;
  readonly turns: number;
  readonly size: number;
}

export interface Tiling {
  readonly rows: readonly Segment[];
  readonly vectors: readonly Segment[];
  /** Instructions for one step of the inner dimension, over all tiles. */
  readonly cost: number;
}

/** Rows × vectors; fifteen vector registers hold the sums, the row of B, one element of A and one product. */
const STRICT_TILES = [
  [4, 2],
  [5, 2],
  [3, 3],
  [8, 1],
  [2, 4],
  [1, 8],
] as const;
/** Multiply and add in one needs no register for the product; 4 × 3 sums would still need sixteen registers. */
const RELAXED_TILES = [[6, 2], ...STRICT_TILES] as const;

export function chooseTiling(rows: number, columns: number, relaxed: boolean): Tiling {
  const options = (relaxed ? RELAXED_TILES : STRICT_TILES).map(([height, width]) =>
    tiling(rows, columns, height, width, relaxed),
  );
  return options.reduce((best, option) => (option.cost < best.cost * 0.999 ? option : best));
}

function tiling(rows: number, columns: number, height: number, width: number, relaxed: boolean): Tiling {
  const rowSegments = evenSegments(rows, height);
  const whole = evenSegments(Math.ceil(columns / 4), width);
  const vectorSegments =
    columns % 4 === 0
      ? whole
      : whole.flatMap((segment, place) => (place === whole.length - 1 ? lastTurnApart(segment) : [segment]));
  let cost = 0;
  for (const row of rowSegments) {
    for (const vector of vectorSegments) {
      const products = row.size * vector.size * (relaxed ? 1 : 2);
      // Few sums in flight leave the adders waiting.
      const stall = row.size * vector.size < 8 ? 1 + (8 - row.size * vector.size) / 8 : 1;
      cost += row.turns * vector.turns * (products * stall + 0.5 * (row.size + vector.size));
    }
  }
  return { rows: rowSegments, vectors: vectorSegments, cost };
}

/** A last vector with fewer than four columns needs code of its own. */
const lastTurnApart = ({ start, turns, size }: Segment): readonly Segment[] =>
  turns === 1
    ? [{ start, turns, size }]
    : [
        { start, turns: turns - 1, size },
        { start: start + (turns - 1) * size, turns: 1, size },
      ];

/** Cuts `count` into the fewest pieces of at most `limit`, as even as possible. */
export function evenSegments(count: number, limit: number): readonly Segment[] {
  const pieces = Math.ceil(count / limit);
  const small = Math.floor(count / pieces);
  const larger = count - small * pieces;
  const segments = [
    { start: 0, turns: larger, size: small + 1 },
    { start: larger * (small + 1), turns: pieces - larger, size: small },
  ];
  return segments.filter((segment) => segment.turns > 0);
}
