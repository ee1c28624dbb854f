/** What the editor and the language server say to each other beyond the Language Server Protocol. Numbers here are finite, since they travel as JSON. */
import type { Experiment } from "../network/experiment.ts";
import { isExperiment, isProblem, type Problem } from "./experiment.ts";
import { type Divergence, isDivergence, isRunActivity, type RunActivity } from "./run.ts";
import {
  type Check,
  isCount,
  isEither,
  isFiniteNumber,
  isFlag,
  isList,
  isObject,
  isOptional,
  isText,
} from "./validate.ts";

export const experimentsRequest = "soma/experiments";
export const experimentRequest = "soma/experiment";
export const runSummaryNotification = "soma/runSummary";
/** Asks for a sign of life; answered with `null`. */
export const pingRequest = "soma/ping";

/** What the editor hands over as `initializationOptions`. */
export interface ServerOptionsOfSoma {
  /** Documents that ended the server before: only their writing is checked until they are edited. */
  readonly setAside?: readonly string[];
  /** True for an editor that could ask for diagnostics but would rather be told. */
  readonly pushDiagnostics?: boolean;
  /** False where nobody vouches for the folder: no data file is read, and limits are lower. */
  readonly trusted?: boolean;
}

export interface DocumentReference {
  readonly uri: string;
}

export interface ExperimentReference {
  readonly uri: string;
  /** The experiment's name. Absent: the first of the file that can be trained. */
  readonly name?: string;
}

/** Zero-based, in UTF-16 code units, as LSP counts. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Reply to `soma/experiments`: the file's `train` declarations in text order. */
export interface ExperimentsReply {
  readonly experiments: readonly ListedExperiment[];
}

export interface ListedExperiment {
  readonly name: string;
  readonly range: TextRange;
  /** The word `train`, for lenses. */
  readonly keywordRange: TextRange;
  /** False where an error stands in the way. */
  readonly ready: boolean;
  /** Messages of the errors that stand in the way. */
  readonly problems: readonly string[];
}

/** Reply to `soma/experiment`. */
export type ExperimentReply = FoundExperiment | Problem;

export interface FoundExperiment {
  readonly experiment: Experiment;
  /** Paths of the data files, as they are written in the source. */
  readonly files: readonly string[];
}

/** `soma/runSummary`: what the run on show has measured, for the hovers in the text. */
export interface RunSummaryNotice {
  readonly uri: string;
  readonly network: string;
  readonly experiment: string;
  /** Training steps done. */
  readonly step: number;
  readonly layers: readonly MeasuredLayer[];
  /** Fingerprint of the experiment that the run was made from: what was found holds for no other text. */
  readonly fingerprint: string;
  readonly activity?: RunActivity;
  readonly diverged?: Divergence;
}

export interface MeasuredLayer {
  /** The step's name in its network. */
  readonly step: string;
  readonly units: number;
  readonly rows: number;
  readonly mean: number;
  readonly deviation: number;
  readonly smallest: number;
  readonly largest: number;
  /** Share of units that are not positive on any row looked at. */
  readonly neverPositive: number;
  /** Share of all values in each of equally wide bins from `smallest` to `largest`. */
  readonly histogram: readonly number[];
}

const isPosition = isObject<TextPosition>({ line: isCount, character: isCount });
const isRange = isObject<TextRange>({ start: isPosition, end: isPosition });

export const isServerOptions = typed<ServerOptionsOfSoma>(
  isObject<ServerOptionsOfSoma>({
    setAside: isOptional(isList(isText)),
    pushDiagnostics: isOptional(isFlag),
    trusted: isOptional(isFlag),
  }),
);

export const isExperimentsReply = typed<ExperimentsReply>(
  isObject<ExperimentsReply>({
    experiments: isList(
      isObject<ListedExperiment>({
        name: isText,
        range: isRange,
        keywordRange: isRange,
        ready: isFlag,
        problems: isList(isText),
      }),
    ),
  }),
);

export const isExperimentReply = typed<ExperimentReply>(
  isEither(isProblem, isObject<FoundExperiment>({ experiment: isExperiment, files: isList(isText) })),
);

export const isRunSummaryNotice = typed<RunSummaryNotice>(
  isObject<RunSummaryNotice>({
    uri: isText,
    network: isText,
    experiment: isText,
    step: isCount,
    layers: isList(
      isObject<MeasuredLayer>({
        step: isText,
        units: isCount,
        rows: isCount,
        mean: isFiniteNumber,
        deviation: isFiniteNumber,
        smallest: isFiniteNumber,
        largest: isFiniteNumber,
        neverPositive: isFiniteNumber,
        histogram: isList(isFiniteNumber),
      }),
    ),
    fingerprint: isText,
    activity: isOptional(isRunActivity),
    diverged: isOptional(isDivergence),
  }),
);

/** A check that narrows: its table of fields is kept complete by the compiler. */
function typed<T>(check: Check): (value: unknown) => value is T {
  return (value): value is T => check(value);
}
