/** What a run says about itself while it goes on: numbers to draw, kept in typed arrays so that NaN stays NaN on its way. */
import {
  type Check,
  isCount,
  isDictionary,
  isFiniteNumber,
  isFlag,
  isFloats,
  isList,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isText,
} from "./validate.ts";

export type RunState = "ready" | "training" | "paused" | "finished" | "diverged";

export const isRunState = isOneOf("ready", "training", "paused", "finished", "diverged");

/** `accuracy` is there where the labels are classes: the share of rows that are right. */
export interface Metrics {
  readonly loss: number;
  readonly accuracy?: number;
}

export interface Evaluation {
  readonly step: number;
  readonly train: Metrics;
  /** Absent if every row is trained on. */
  readonly test?: Metrics;
}

const isMetrics = isObject<Metrics>({ loss: isNumber, accuracy: isOptional(isNumber) });

export const isEvaluation: Check = isObject<Evaluation>({
  step: isCount,
  train: isMetrics,
  test: isOptional(isMetrics),
});

/** How the numbers of the network's output are to be read. */
export type Reading =
  /** One number a class; the largest wins. Logits if a softmax is still to come. */
  | { readonly kind: "classes"; readonly names: readonly string[]; readonly logits: boolean }
  /** One number; above the threshold it says the second class. */
  | {
      readonly kind: "binary";
      readonly names: readonly string[];
      readonly threshold: number;
      readonly logits: boolean;
    }
  | { readonly kind: "values" };

const isReading: Check = (value) =>
  isObject<{ kind: string }>({ kind: isOneOf("classes", "binary", "values") })(value) &&
  isObject<{ names?: unknown; threshold?: unknown; logits?: unknown }>({
    names: isOptional(isList(isText)),
    threshold: isOptional(isFiniteNumber),
    logits: isOptional(isFlag),
  })(value);

/** Rows of data with two inputs each, for the boundary plot. */
export interface Points {
  /** count × 2, as the network gets them. */
  readonly positions: Float32Array;
  /** One number a row: the class, or the value. */
  readonly labels: Float32Array;
  /** The first ones are trained on. */
  readonly trainCount: number;
  /** Point i is row i · stride of the data set: 1 unless there are very many. */
  readonly stride: number;
}

export interface DataNote {
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
}

/** Known as soon as the run is open. */
export interface RunSummary {
  readonly step: number;
  /** Steps of the whole plan. */
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  /** Number of learned numbers. */
  readonly parameters: number;
  readonly rows: number;
  readonly trainRows: number;
  readonly columns?: readonly string[];
  readonly reading: Reading;
  /** Present where the input is two numbers; thinned if there are very many. */
  readonly points?: Points;
  /** Present where the inputs were scaled: input = (raw − shift) × scale. */
  readonly normalization?: { readonly shift: Float32Array; readonly scale: Float32Array };
  /** What was repaired, dropped or is worth knowing about the data. */
  readonly notes: readonly DataNote[];
}

export const isRunSummary: Check = isObject<RunSummary>({
  step: isCount,
  totalSteps: isCount,
  stepsPerEpoch: isCount,
  parameters: isCount,
  rows: isCount,
  trainRows: isCount,
  columns: isOptional(isList(isText)),
  reading: isReading,
  points: isOptional(
    isObject<Points>({ positions: isFloats, labels: isFloats, trainCount: isCount, stride: isCount }),
  ),
  normalization: isOptional(
    isObject<{ shift: Float32Array; scale: Float32Array }>({ shift: isFloats, scale: isFloats }),
  ),
  notes: isList(
    isObject<DataNote>({ severity: isOneOf("error", "warning", "information"), message: isText }),
  ),
});

/** A square of the input plane, sampled on size × size places, rows from bottom to top. */
export interface Plane {
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  /** size × size × width: `width` numbers at each place. */
  readonly values: Float32Array;
  readonly width: number;
}

export const isPlane: Check = isObject<Plane>({
  size: isCount,
  left: isFiniteNumber,
  right: isFiniteNumber,
  bottom: isFiniteNumber,
  top: isFiniteNumber,
  values: isFloats,
  width: isCount,
});

/** What the network computes for the example that is being looked at, and the weights that are drawn as lines. */
export interface Glimpse {
  readonly step: number;
  /** The row of the data set. */
  readonly example: number;
  /** The label of the example as numbers; empty without labels. */
  readonly label: Float32Array;
  /** Every tensor of the network that was asked for, the inputs too. */
  readonly activations: Readonly<Record<string, Float32Array>>;
  readonly weights: Readonly<Record<string, Float32Array>>;
}

export const isGlimpse: Check = isObject<Glimpse>({
  step: isCount,
  example: isCount,
  label: isFloats,
  activations: isDictionary(isFloats),
  weights: isDictionary(isFloats),
});

/** What a step's units did over the rows looked at. */
export interface LayerHealth {
  /** The step's name in its network. */
  readonly step: string;
  readonly units: number;
  readonly rows: number;
  readonly mean: number;
  readonly meanMagnitude: number;
  readonly deviation: number;
  readonly smallest: number;
  readonly largest: number;
  /** Share of units that are not positive on any row looked at. */
  readonly neverPositive: number;
  /** Values that are not finite; they count in none of the other numbers. */
  readonly notFinite: number;
  /** Share of all values in each of equally wide bins from `smallest` to `largest`. */
  readonly histogram: readonly number[];
}

export const isLayerHealth: Check = isObject<LayerHealth>({
  step: isText,
  units: isCount,
  rows: isCount,
  mean: isNumber,
  meanMagnitude: isNumber,
  deviation: isNumber,
  smallest: isNumber,
  largest: isNumber,
  neverPositive: isNumber,
  notFinite: isCount,
  histogram: isList(isNumber),
});

/** Which neurons of a step's activation do anything at all, over every row. */
export interface LayerActivity {
  /** The step's name in its network. */
  readonly step: string;
  readonly activation: "relu" | "tanh" | "sigmoid";
  /** Units that share their weights, as the places of a convolution do, are one neuron. */
  readonly neurons: number;
  /** Neurons that are above 0 on no row and at no place. */
  readonly silent: number;
  /** Share of all values at which tanh or sigmoid has almost no slope. */
  readonly flat: number;
  /** True if the network's output is what this step gives. */
  readonly isOutput: boolean;
}

/** Measured whenever the run stands still. */
export interface RunActivity {
  /** Training steps done. */
  readonly step: number;
  /** All rows of the data set. */
  readonly rows: number;
  readonly layers: readonly LayerActivity[];
}

export const isRunActivity: Check = isObject<RunActivity>({
  step: isCount,
  rows: isCount,
  layers: isList(
    isObject<LayerActivity>({
      step: isText,
      activation: isOneOf("relu", "tanh", "sigmoid"),
      neurons: isCount,
      silent: isCount,
      flat: isFiniteNumber,
      isOutput: isFlag,
    }),
  ),
});

/** One answer of the network beside its label: class numbers, or values. */
export interface Prediction {
  /** Of the data set. */
  readonly row: number;
  readonly label: number;
  /** −1 if the network's numbers name no class. */
  readonly answer: number;
  /** For classes: how sure the network is of its answer. */
  readonly share?: number;
}

export interface Predictions {
  readonly step: number;
  /** Rows looked at, `of` so many; the rows held back, or those trained on where there are no others. */
  readonly rows: number;
  readonly of: number;
  readonly isTest: boolean;
  /** classes × classes counts, a row for each label and a column for each answer; empty without classes or with very many. */
  readonly confusion: Float32Array;
  /** Those furthest off, the worst first. */
  readonly samples: readonly Prediction[];
}

export const isPredictions: Check = isObject<Predictions>({
  step: isCount,
  rows: isCount,
  of: isCount,
  isTest: isFlag,
  confusion: isFloats,
  samples: isList(
    isObject<Prediction>({ row: isCount, label: isNumber, answer: isNumber, share: isOptional(isNumber) }),
  ),
});

/** What a run gave for one of its expectations, in their order. */
export interface Judgement {
  /** As in the source: "accuracy >= 0.95". */
  readonly claim: string;
  readonly measured: number;
  readonly holds: boolean;
}

export const isJudgement: Check = isObject<Judgement>({ claim: isText, measured: isNumber, holds: isFlag });

/** Where the loss stopped being a number. */
export interface Divergence {
  readonly step: number;
  readonly rate: number;
  readonly lastFiniteStep: number;
}

export const isDivergence: Check = isObject<Divergence>({
  step: isCount,
  rate: isFiniteNumber,
  lastFiniteStep: isCount,
});

/** One unit asked about: its sum for the example, and what it does over the data. */
export interface NeuronReport {
  readonly step: number;
  readonly tensor: string;
  /** Place in the tensor's row, row-major. */
  readonly unit: number;
  readonly example: number;
  readonly activation: number;
  /** w · x + b, where the step is a weighted sum of one input. */
  readonly sum?: WeightedSum;
  /** The filter's weights where the step is a convolution: [channels, height, width]. */
  readonly filter?: {
    readonly shape: readonly number[];
    readonly values: Float32Array;
    readonly bias: number;
  };
  /** The unit's activation over the input plane, where the input is two numbers. */
  readonly response?: Plane;
  readonly overData: UnitStatistics;
}

export interface WeightedSum {
  /** The tensor whose numbers are weighed. */
  readonly input: string;
  readonly inputs: Float32Array;
  readonly weights: Float32Array;
  readonly bias: number;
  /** w · x + b. */
  readonly total: number;
}

export interface UnitStatistics {
  readonly rows: number;
  readonly mean: number;
  readonly smallest: number;
  readonly largest: number;
  /** Share of the rows on which it is above 0. */
  readonly positive: number;
  /** Number of rows in each of equally wide bins from `smallest` to `largest`. */
  readonly histogram: Float32Array;
}

export const isNeuronReport: Check = isObject<NeuronReport>({
  step: isCount,
  tensor: isText,
  unit: isCount,
  example: isCount,
  activation: isNumber,
  sum: isOptional(
    isObject<WeightedSum>({
      input: isText,
      inputs: isFloats,
      weights: isFloats,
      bias: isNumber,
      total: isNumber,
    }),
  ),
  filter: isOptional(
    isObject<{ shape: readonly number[]; values: Float32Array; bias: number }>({
      shape: isList(isCount),
      values: isFloats,
      bias: isNumber,
    }),
  ),
  response: isOptional(isPlane),
  overData: isObject<UnitStatistics>({
    rows: isCount,
    mean: isNumber,
    smallest: isNumber,
    largest: isNumber,
    positive: isNumber,
    histogram: isFloats,
  }),
});

/** Where a run stands: enough to go on from there with the same bits. */
export interface SavedRun {
  readonly step: number;
  /** Weights, states and settings by name. */
  readonly tensors: Readonly<Record<string, Float32Array>>;
}

export const isSavedRun: Check = isObject<SavedRun>({ step: isCount, tensors: isDictionary(isFloats) });
