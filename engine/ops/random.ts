/**
 * Random numbers as pure functions of where they are used, in 32-bit integer arithmetic only, so that the compiled
 * module and the plain interpreter draw the same bits in every host.
 *
 * A draw is decided by (seed, step, stream, index): the first three are mixed into two keys, and each index is hashed
 * between them. The hash is the 32-bit finaliser "lowbias32" (Wellons 2018, "Prospecting for hash functions").
 */

/** Two 32-bit integers that stand for one (seed, step, stream). */
export interface DrawKey {
  readonly inner: number;
  readonly outer: number;
}

/** The stream that orders an epoch's rows; programs use streams from 0 up. */
export const SHUFFLE_STREAM = 0x5f3759df;

/** The odd constants of the recipe: the golden ratio and √2 − 1, as fractions of 2³². */
export const GOLDEN = 0x9e3779b9 | 0;
export const SILVER = 0x6a09e667 | 0;
export const HASH_FACTORS = [0x7feb352d | 0, 0x846ca68b | 0] as const;

/** A bijection of the 32-bit integers in which every input bit moves every output bit about half of the time. */
export function hash32(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, HASH_FACTORS[0]);
  h ^= h >>> 15;
  h = Math.imul(h, HASH_FACTORS[1]);
  return h ^ (h >>> 16);
}

/** Seed, step and stream are taken modulo 2³². */
export function drawKey(seed: number, step: number, stream: number): DrawKey {
  const inner = hash32(hash32(hash32((seed + GOLDEN) | 0) ^ (step | 0)) ^ Math.imul(stream | 0, GOLDEN));
  return { inner, outer: hash32((inner + SILVER) | 0) };
}

/** 32 random bits, as a signed integer. */
export function randomBits(key: DrawKey, index: number): number {
  return hash32((hash32((index | 0) ^ key.inner) + key.outer) | 0);
}

/** A number in [0, 1): a multiple of 2⁻²⁴, hence exact in single precision. */
export function randomUniform(key: DrawKey, index: number): number {
  return (randomBits(key, index) >>> 8) / 16777216;
}

/**
 * The order in which epoch number `epoch` visits `rows` rows: Fisher and Yates from the last place down.
 * The remainder's bias is below rows / 2³².
 */
export function epochOrder(seed: number, epoch: number, rows: number): Int32Array {
  const key = drawKey(seed, epoch, SHUFFLE_STREAM);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let place = rows - 1; place > 0; place--) {
    const other = (randomBits(key, place) >>> 0) % (place + 1);
    const row = order[place] as number;
    order[place] = order[other] as number;
    order[other] = row;
  }
  return order;
}
