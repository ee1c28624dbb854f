/** The learning rate falls along half a cosine wave. */
import { number } from "../../catalog/attribute.ts";
import { defineSchedule } from "../define.ts";
import { halfWave } from "./half-wave.ts";
import { countSteps, noSteps } from "./step-counter.ts";

export const cosine = defineSchedule({
  name: "cosine",
  doc: "The learning rate falls over the whole run along half a cosine wave: slowly at first, fast in the middle, slowly at the end. (Loshchilov and Hutter 2017)",
  formula: "ηₜ = η (e + (1 − e) ½ (1 + cos(π t / T)))",
  attributes: { end: number("Share of the rate that is left at the end.", { min: 0, max: 1, fallback: 0 }) },
  foreign: ["CosineAnnealingLR", "CosineDecay", "cosine_decay"],
  counters: () => noSteps,
  share: (ops, { counters, attributes: { end }, length }) => {
    const { done, counters: next } = countSteps(ops, counters);
    const wave = halfWave(ops, ops.mul(done, ops.constant(1 / length.steps)));
    return {
      share: ops.add(ops.mul(wave, ops.constant(1 - end)), ops.constant(end)),
      counters: next,
    };
  },
});
