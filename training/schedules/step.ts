/** The learning rate falls in steps. */
import { number, size } from "../../catalog/attribute.ts";
import { defineSchedule, kept } from "../define.ts";

export const stepwise = defineSchedule({
  name: "step",
  doc: "The learning rate is multiplied by `factor` after `every` epochs, again and again; after `every` steps where the run's length is given in `steps`.",
  formula: "ηₜ = η · factor^⌊t / every⌋",
  attributes: {
    every: size("Epochs (or steps) between two falls."),
    factor: number("What the rate is multiplied by.", { above: 0, max: 1, fallback: 0.1 }),
  },
  foreign: ["StepLR", "ExponentialLR", "ExponentialDecay"],
  foreignAttributes: { step_size: "every", gamma: "factor", decay_steps: "every", decay_rate: "factor" },
  counters: () => ({ since: 0, share: 1 }),
  share: (ops, { counters, attributes: { every, factor }, length }) => {
    const share = kept(counters, "share");
    const since = ops.add(kept(counters, "since"), ops.constant(1));
    const falls = ops.greaterEqual(since, ops.constant(every * length.unit));
    return {
      share,
      counters: {
        since: ops.select(falls, ops.constant(0), since),
        share: ops.select(falls, ops.mul(share, ops.constant(factor)), share),
      },
    };
  },
});
