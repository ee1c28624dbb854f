/** The values that weights and states start with: a pure function of the seed, the weight's name and the place in it. */
import type { NetworkWeight } from "../../network/network.ts";
import { initialisers } from "../../training/index.ts";
import { drawKey, hash32, randomUniform } from "../ops/random.ts";
import { attributesOf } from "./attributes.ts";
import { known } from "./lookup.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Draws for initial values belong to the step before the first. */
const BEFORE_THE_FIRST_STEP = -1;

export function initialValues(weight: NetworkWeight<number>, seed: number): Float32Array {
  const initialiser = known(initialisers, weight.init.name, "an initialiser");
  const key = drawKey(seed, BEFORE_THE_FIRST_STEP, streamOf(weight.name));
  let index = 0;
  const uniform = () => randomUniform(key, index++);
  const { shape, fanIn, fanOut } = weight;
  return initialiser.fill(
    // A draw is a multiple of 2⁻²⁴: taken from the middle of its interval, it is neither 0 nor 1.
    { shape, fanIn, fanOut, uniform, normal: () => normalQuantile(uniform() + 2 ** -25) },
    attributesOf(initialiser, weight.init),
  );
}

/** A number for a name, by the same hash as the draws. */
const streamOf = (name: string): number => {
  let stream = 0;
  for (const character of name) stream = hash32(stream ^ (character.codePointAt(0) ?? 0));
  return stream;
};
