/** The learning rate as it is written, from the first step to the last. */
import { defineSchedule } from "../define.ts";

export const constantRate = defineSchedule({
  name: "constant",
  doc: "The learning rate stays as it is.",
  formula: "ηₜ = η",
  attributes: {},
  foreign: ["ConstantLR"],
  counters: () => ({}),
  share: (ops) => ({ share: ops.constant(1), counters: {} }),
});
