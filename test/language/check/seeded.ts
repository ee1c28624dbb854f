/** Whole numbers from a seed, for tests that try many things and must try the same ones each time. */

/** Gives a function that draws from 0 to below its argument (a linear congruential generator, Knuth's MMIX constants cut to 32 bits). */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
