/** The random numbers that data is made and ordered with: a seeded sequence that is the same in every host. */
import { drawKey, randomBits, randomUniform } from "../engine/ops/random.ts";
import { cosineOfTurns, naturalLogarithm } from "./elementary.ts";

/** Streams of the generator, kept apart from those of weights, batches and dropout. */
const streams = { points: 0x64617461, order: 0x6f726465 };

export interface Draws {
  /** Uniform in [low, high). */
  readonly uniform: (low: number, high: number) => number;
  /** Normal with mean 0 and the given standard deviation, by Box and Muller's transform. */
  readonly normal: (deviation: number) => number;
}

/** The draws for a data source; each call continues the sequence. */
export function drawsFor(seed: number): Draws {
  const key = drawKey(seed, 0, streams.points);
  let index = 0;
  const fraction = () => randomUniform(key, index++);
  return {
    uniform: (low, high) => low + (high - low) * fraction(),
    normal: (deviation) => {
      const radius = Math.sqrt(-2 * naturalLogarithm(1 - fraction()));
      return deviation * radius * cosineOfTurns(fraction());
    },
  };
}

/** The numbers 0 … count − 1 in a seeded order (Fisher and Yates). */
export function seededOrder(seed: number, count: number): Uint32Array {
  const key = drawKey(seed, 0, streams.order);
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  for (let place = count - 1; place > 0; place--) {
    const other = (randomBits(key, place) >>> 0) % (place + 1);
    const row = order[place] as number;
    order[place] = order[other] as number;
    order[other] = row;
  }
  return order;
}
