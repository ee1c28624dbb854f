/** The learning rate rises once and falls once. */
import { number } from "../../catalog/attribute.ts";
import { defineSchedule } from "../define.ts";
import { halfWave } from "./half-wave.ts";
import { countSteps, noSteps } from "./step-counter.ts";

export const oneCycle = defineSchedule({
  name: "one_cycle",
  doc: "The learning rate rises from a small share to `lr` in the first part of the run and falls to almost nothing in the rest, both along half a cosine wave. Lets the rate be higher than one that stays. (Smith and Topin 2018)",
  formula: "η · start → η in the first share `rise` of the run, then → η · end",
  attributes: {
    rise: number("Share of the run in which the rate rises.", { above: 0, below: 1, fallback: 0.3 }),
    start: number("Share of the rate at the first step.", { min: 0, max: 1, fallback: 0.04 }),
    end: number("Share of the rate at the last step.", { min: 0, max: 1, fallback: 4e-6 }),
  },
  foreign: ["OneCycleLR", "one_cycle_lr", "OneCycle"],
  foreignAttributes: { pct_start: "rise" },
  counters: () => noSteps,
  share: (ops, { counters, attributes: { rise, start, end }, length }) => {
    const { done, counters: next } = countSteps(ops, counters);
    // The top is the last step of the rise, the bottom the last step of all.
    const last = Math.max(1, length.steps - 1);
    const top = Math.min(Math.max(1, rise * length.steps - 1), last);
    const between = (from: number, to: number, first: number, end: number): typeof done => {
      const way = ops.mul(ops.sub(done, ops.constant(first)), ops.constant(1 / Math.max(1, end - first)));
      return ops.add(ops.mul(halfWave(ops, way), ops.constant(from - to)), ops.constant(to));
    };
    return {
      share: ops.select(
        ops.greater(done, ops.constant(top)),
        between(1, end, top, last),
        between(start, 1, 0, top),
      ),
      counters: next,
    };
  },
});
