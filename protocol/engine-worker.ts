/** Messages between the engine's worker and whoever started it: the panel's page, or the command line. */
import type { Experiment } from "../network/experiment.ts";
import { type Files, isExperiment, isFiles } from "./experiment.ts";
import {
  type Evaluation,
  type Glimpse,
  isEvaluation,
  isGlimpse,
  isJudgement,
  isLayerHealth,
  isNeuronReport,
  isPlane,
  isPredictions,
  isRunActivity,
  isRunState,
  isRunSummary,
  isSavedRun,
  type Judgement,
  type LayerHealth,
  type NeuronReport,
  type Plane,
  type Predictions,
  type RunActivity,
  type RunState,
  type RunSummary,
  type SavedRun,
} from "./run.ts";
import {
  isCount,
  isFlag,
  isFloats,
  isList,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isText,
  messageReader,
} from "./validate.ts";

/** `visible`: at most one epoch a frame, and some seconds for the whole plan, so that small networks can be watched; `full`: as fast as it goes. */
export type Pace = "visible" | "full";

/** `run` numbers the runs of one worker, so that a late message about an earlier run can be told apart. */
export type ToEngine =
  /** Makes the data set and the network; replaces the run before it. */
  | {
      readonly type: "open";
      readonly run: number;
      readonly experiment: Experiment;
      readonly files: Files;
      /** Go on from here instead of step 0. */
      readonly resume?: SavedRun;
    }
  /** Trains to the end of the plan, or for `steps` steps. */
  | { readonly type: "train"; readonly run: number; readonly pace: Pace; readonly steps?: number }
  | { readonly type: "pause"; readonly run: number }
  /** A progress message has been dealt with; the next may come. */
  | { readonly type: "acknowledge"; readonly run: number; readonly message: number }
  /** What progress messages carry besides the losses. */
  | { readonly type: "watch"; readonly run: number; readonly watch: Watch }
  | {
      readonly type: "inspect";
      readonly run: number;
      readonly request: number;
      readonly tensor: string;
      readonly unit: number;
    }
  | { readonly type: "save"; readonly run: number; readonly request: number }
  /** Measures what the experiment expects, as the run stands. */
  | { readonly type: "judge"; readonly run: number; readonly request: number }
  | { readonly type: "ping"; readonly request: number };

export interface Watch {
  /** The network's output over the input plane. */
  readonly surface: boolean;
  readonly health: boolean;
  /** The row of the data set to look at. */
  readonly example: number;
  /** Steps and inputs whose activations are sent. */
  readonly activations: readonly string[];
  readonly weights: readonly string[];
}

export type FromEngine =
  /** The script has loaded. */
  | { readonly type: "ready" }
  | { readonly type: "opened"; readonly run: number; readonly summary: RunSummary }
  | Progress
  /** The loss stopped being a number: the run stands at the last step whose state was finite. */
  | {
      readonly type: "diverged";
      readonly run: number;
      readonly step: number;
      readonly rate: number;
      readonly lastFiniteStep: number;
    }
  | {
      readonly type: "failed";
      readonly run: number;
      readonly problem: string;
      readonly advice: string;
    }
  | {
      readonly type: "inspected";
      readonly run: number;
      readonly request: number;
      readonly report: NeuronReport;
    }
  | { readonly type: "saved"; readonly run: number; readonly request: number; readonly saved: SavedRun }
  | {
      readonly type: "judged";
      readonly run: number;
      readonly request: number;
      readonly judgements: readonly Judgement[];
    }
  | { readonly type: "pong"; readonly request: number }
  /** A message that could not be read, for the log. */
  | { readonly type: "dropped"; readonly reason: string };

export interface Progress {
  readonly type: "progress";
  readonly run: number;
  /** Counts up by one; to be acknowledged. */
  readonly message: number;
  readonly state: RunState;
  readonly step: number;
  /** Steps a second of engine time, 0 before the first. */
  readonly stepsPerSecond: number;
  /** Losses of the steps since the last message; each is the mean of `stride` steps, the first of them step `firstStep`. */
  readonly losses: Float32Array;
  readonly firstStep: number;
  readonly stride: number;
  readonly evaluation?: Evaluation;
  readonly surface?: Plane;
  readonly glimpse?: Glimpse;
  readonly health?: readonly LayerHealth[];
  /** While the run stands still. */
  readonly activity?: RunActivity;
  /** Of some rows while the run trains, of all once it stands still. */
  readonly predictions?: Predictions;
}

const isWatch = isObject<Watch>({
  surface: isFlag,
  health: isFlag,
  example: isCount,
  activations: isList(isText),
  weights: isList(isText),
});

export const readToEngine = messageReader<ToEngine>({
  open: { run: isCount, experiment: isExperiment, files: isFiles, resume: isOptional(isSavedRun) },
  train: { run: isCount, pace: isOneOf("visible", "full"), steps: isOptional(isCount) },
  pause: { run: isCount },
  acknowledge: { run: isCount, message: isCount },
  watch: { run: isCount, watch: isWatch },
  inspect: { run: isCount, request: isCount, tensor: isText, unit: isCount },
  save: { run: isCount, request: isCount },
  judge: { run: isCount, request: isCount },
  ping: { request: isCount },
});

export const readFromEngine = messageReader<FromEngine>({
  ready: {},
  opened: { run: isCount, summary: isRunSummary },
  progress: {
    run: isCount,
    message: isCount,
    state: isRunState,
    step: isCount,
    stepsPerSecond: isNumber,
    losses: isFloats,
    firstStep: isCount,
    stride: isCount,
    evaluation: isOptional(isEvaluation),
    surface: isOptional(isPlane),
    glimpse: isOptional(isGlimpse),
    health: isOptional(isList(isLayerHealth)),
    activity: isOptional(isRunActivity),
    predictions: isOptional(isPredictions),
  },
  diverged: { run: isCount, step: isCount, rate: isNumber, lastFiniteStep: isCount },
  failed: { run: isCount, problem: isText, advice: isText },
  inspected: { run: isCount, request: isCount, report: isNeuronReport },
  saved: { run: isCount, request: isCount, saved: isSavedRun },
  judged: { run: isCount, request: isCount, judgements: isList(isJudgement) },
  pong: { request: isCount },
  dropped: { reason: isText },
});
