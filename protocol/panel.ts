/** Messages between the extension and the panel's page. */
import type { Experiment } from "../network/experiment.ts";
import type { Span } from "../network/network.ts";
import { type Files, isExperiment, isFiles, isSpan } from "./experiment.ts";
import {
  type Divergence,
  isDivergence,
  isLayerHealth,
  isRunActivity,
  isRunState,
  type LayerHealth,
  type RunActivity,
  type RunState,
} from "./run.ts";
import {
  isCount,
  isFlag,
  isList,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isText,
  messageReader,
} from "./validate.ts";

export type LabCommand = "train" | "pause" | "step" | "stop" | "reset";

export type ToPanel =
  /** The engine's script as text: a page may not load a worker from anywhere but its own blob. */
  | { readonly type: "engine"; readonly source: string }
  /** The experiment to show, read anew from the text; the run starts at step 0 unless the page has kept one that fits. */
  | {
      readonly type: "open";
      readonly place: Place;
      readonly experiment: Experiment;
      readonly files: Files;
      /** Start training at once. */
      readonly train: boolean;
    }
  /** There is no experiment to show, and why. What is drawn stays, marked as old. */
  | {
      readonly type: "broken";
      readonly place: Place;
      readonly problem: string;
      readonly advice: string;
    }
  /** The text is no longer what the run was made from. */
  | { readonly type: "edited"; readonly edited: boolean }
  | { readonly type: "command"; readonly command: LabCommand };

/** Where an experiment is written. */
export interface Place {
  readonly uri: string;
  /** The experiment's name. */
  readonly name: string;
}

export type FromPanel =
  /** The page listens from now on. */
  | { readonly type: "ready" }
  /** Reads the text again and opens what it says; with `train`, starts at once. */
  | { readonly type: "reopen"; readonly place: Place; readonly train: boolean }
  | RunStatus
  /** Shows the text of a layer. */
  | { readonly type: "reveal"; readonly place: Place; readonly span: Span }
  | { readonly type: "log"; readonly level: "error" | "warning" | "information"; readonly message: string };

/** How the run stands, at most twice a second: for the editor's status, lenses and hovers. */
export interface RunStatus {
  readonly type: "status";
  readonly place: Place;
  readonly network: string;
  readonly state: RunState | "failed";
  readonly step: number;
  readonly totalSteps: number;
  readonly trainLoss?: number;
  readonly testLoss?: number;
  readonly trainAccuracy?: number;
  readonly testAccuracy?: number;
  /** Measured after training stopped, and now and then while it goes on. */
  readonly layers?: readonly LayerHealth[];
  /** With the layers: what every row showed when the run last stood still. */
  readonly activity?: RunActivity;
  readonly diverged?: Divergence;
}

export const isPlace = isObject<Place>({ uri: isText, name: isText });

export const readToPanel = messageReader<ToPanel>({
  engine: { source: isText },
  open: { place: isPlace, experiment: isExperiment, files: isFiles, train: isFlag },
  broken: { place: isPlace, problem: isText, advice: isText },
  edited: { edited: isFlag },
  command: { command: isOneOf("train", "pause", "step", "stop", "reset") },
});

export const readFromPanel = messageReader<FromPanel>({
  ready: {},
  reopen: { place: isPlace, train: isFlag },
  status: {
    place: isPlace,
    network: isText,
    state: (value) => value === "failed" || isRunState(value),
    step: isCount,
    totalSteps: isCount,
    trainLoss: isOptional(isNumber),
    testLoss: isOptional(isNumber),
    trainAccuracy: isOptional(isNumber),
    testAccuracy: isOptional(isNumber),
    layers: isOptional(isList(isLayerHealth)),
    activity: isOptional(isRunActivity),
    diverged: isOptional(isDivergence),
  },
  reveal: { place: isPlace, span: isSpan },
  log: { level: isOneOf("error", "warning", "information"), message: isText },
});
