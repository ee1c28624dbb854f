/** What leads to each finding of a run, `SOMA6xxx`, and what helps: no text alone gives one. */
import type { findingDiagnostics } from "../findings.ts";
import type { Explanation } from "./define.ts";

export const findingExplanations: Readonly<Record<keyof typeof findingDiagnostics, Explanation>> = {
  SOMA6001: {
    comesFrom:
      "After a run, more than the share `soma.findings.deadShare` of a relu layer was above 0 on no row of the data; `examples/dead-relu.soma` shows one.",
    helps:
      "An activation with a slope below 0 (leaky_relu, prelu, elu, swish), biases that start at 0, or a lower learning rate.",
  },
  SOMA6002: {
    comesFrom: "After a run, most of what a tanh or sigmoid layer gives lay at the ends of its range.",
    helps:
      "Inputs of a normal size (`normalize: standard`), smaller initial weights, a lower learning rate, or relu.",
  },
  SOMA6003: {
    comesFrom:
      "The loss of a step was no longer a finite number; the run went back to the last step where it was.",
    helps: "A learning rate ten times lower, or `clip: norm(1)`.",
  },
};
