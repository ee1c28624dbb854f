/** The learning rate grows from almost nothing, then stays or falls. */
import { choice, size } from "../../catalog/attribute.ts";
import { defineSchedule } from "../define.ts";
import { halfWave } from "./half-wave.ts";
import { countSteps, noSteps } from "./step-counter.ts";

export const warmup = defineSchedule({
  name: "warmup",
  doc: "The learning rate grows evenly over the first `over` epochs (steps where the run's length is given in `steps`), then stays, or falls along half a cosine wave until the end.",
  formula: "ηₜ = η · min(1, (t + 1) / over), then η or η ½ (1 + cos(π (t − over) / (T − over)))",
  attributes: {
    over: size("Epochs (or steps) until the rate is reached."),
    after: choice(["constant", "cosine"], "What the rate does afterwards.", { fallback: "constant" }),
  },
  foreign: [
    "LinearLR",
    "linear_warmup",
    "get_linear_schedule_with_warmup",
    "get_cosine_schedule_with_warmup",
  ],
  foreignAttributes: { warmup_steps: "over", num_warmup_steps: "over", total_iters: "over" },
  counters: () => noSteps,
  share: (ops, { counters, attributes: { over, after }, length }) => {
    const { done, counters: next } = countSteps(ops, counters);
    const grows = over * length.unit;
    const growing = ops.mul(ops.add(done, ops.constant(1)), ops.constant(1 / grows));
    const rest = Math.max(1, length.steps - grows);
    const share =
      after === "constant"
        ? ops.constant(1)
        : halfWave(ops, ops.mul(ops.sub(done, ops.constant(grows)), ops.constant(1 / rest)));
    return {
      share: ops.select(ops.greaterEqual(done, ops.constant(grows)), share, growing),
      counters: next,
    };
  },
});
