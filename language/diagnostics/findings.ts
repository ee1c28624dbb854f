/** Everything to say about what a run showed: `SOMA6xxx`. Reported only while the text is what the run was made from. */
import { counted, kind } from "./define.ts";

export const findingDiagnostics = {
  SOMA6001: kind({
    severity: "warning",
    title: "Dead neurons",
    why: "A relu that is above 0 on no row passes no gradient back, so that its weights stay what they are.",
    message: (f: {
      layer: string;
      dead: number;
      neurons: number;
      rows: number;
      step: number;
      harm: string;
    }) =>
      `${f.dead} of ${counted(f.neurons, "neuron")} of \`${f.layer}\` ${f.dead === 1 ? "is" : "are"} dead: never above 0 on any of the ${f.rows} rows after ${counted(f.step, "step")}. relu is flat there, so no gradient comes back to them. ${f.harm}`,
  }),
  SOMA6002: kind({
    severity: "warning",
    title: "Saturated layer",
    why: "At the ends of tanh and sigmoid the slope is almost 0, and so is the gradient that goes through them.",
    message: (f: {
      layer: string;
      activation: string;
      share: string;
      rows: number;
      step: number;
      advice: string;
    }) =>
      `${f.share} of what \`${f.layer}\` gives lies at the flat ends of ${f.activation}, over ${counted(f.rows, "row")} after ${counted(f.step, "step")}: hardly any gradient gets through. ${f.advice}`,
  }),
  SOMA6003: kind({
    severity: "warning",
    title: "Run that diverged",
    why: "Steps that are too long make the weights larger and larger, until numbers no longer hold them.",
    message: (f: { experiment: string; step: number; rate: string; lastFiniteStep: number }) =>
      `\`${f.experiment}\` diverged: its loss was no longer a finite number at step ${f.step}, with a learning rate of ${f.rate}. The run stands at step ${f.lastFiniteStep}. Lower the rate, or shorten the gradients with \`clip\`.`,
  }),
} as const;
