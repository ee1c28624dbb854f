/** Everything that is on show, as signals: components read them, `lab.ts` alone writes them. */
import { computed, signal } from "@preact/signals";
import type { Experiment } from "../../network/experiment.ts";
import type { Pace } from "../../protocol/engine-worker.ts";
import type { Problem } from "../../protocol/experiment.ts";
import type { Place } from "../../protocol/panel.ts";
import type {
  Divergence,
  Evaluation,
  Glimpse,
  LayerHealth,
  NeuronReport,
  Plane,
  Predictions,
  RunActivity,
  RunState,
  RunSummary,
} from "../../protocol/run.ts";
import { RunHistory } from "./history.ts";

export interface Opened {
  readonly place: Place;
  readonly experiment: Experiment;
}

export interface Unit {
  readonly tensor: string;
  /** Place in the tensor's row, row-major. */
  readonly unit: number;
}

/** What the text says; there before the engine is. */
export const opened = signal<Opened | undefined>(undefined);
/** What the engine says about the run; absent while it is being made. */
export const summary = signal<RunSummary | undefined>(undefined);
/** Why the newest text has no experiment to show. */
export const broken = signal<Problem | undefined>(undefined);
/** Why the run ended or could not start. */
export const failure = signal<Problem | undefined>(undefined);
export const divergence = signal<Divergence | undefined>(undefined);
/** Something worth one line, such as a run that could not be picked up again. */
export const notice = signal<string | undefined>(undefined);
/** True if the text is no longer what the run was made from. */
export const edited = signal(false);

export const runState = signal<RunState>("ready");
export const step = signal(0);
export const stepsPerSecond = signal(0);
export const batchLoss = signal<number | undefined>(undefined);
export const evaluation = signal<Evaluation | undefined>(undefined);
export const surface = signal<Plane | undefined>(undefined);
export const glimpse = signal<Glimpse | undefined>(undefined);
export const health = signal<readonly LayerHealth[]>([]);
export const predictions = signal<Predictions | undefined>(undefined);
/** As it was when the run last stood still. */
export const activity = signal<RunActivity | undefined>(undefined);

/** Changed in place; `historyVersion` counts the changes. */
export const history = signal(new RunHistory());
export const historyVersion = signal(0);

export const pace = signal<Pace>("visible");
/** The loss is drawn over powers of ten. */
export const isLogLoss = signal(false);
export const example = signal(0);
/** The unit in the inspector, and whether it stays there when the pointer moves on. */
export const inspected = signal<Unit | undefined>(undefined);
export const pinned = signal(false);
export const report = signal<NeuronReport | undefined>(undefined);

export const epoch = computed(() => {
  const { stepsPerEpoch = 0 } = summary.value ?? {};
  return stepsPerEpoch === 0 ? 0 : Math.floor(step.value / stepsPerEpoch);
});
export const epochs = computed(() => {
  const { stepsPerEpoch = 0, totalSteps = 0 } = summary.value ?? {};
  return stepsPerEpoch === 0 ? 0 : Math.ceil(totalSteps / stepsPerEpoch);
});
