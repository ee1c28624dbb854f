/** What an experiment and the files beside it must look like when they arrive in a message. */
import type { DataPlan, EarlyStop, Experiment, Training } from "../network/experiment.ts";
import type {
  ConcreteNetwork,
  NetworkInput,
  NetworkOutput,
  NetworkWeight,
  Span,
  Step,
} from "../network/network.ts";
import {
  type Check,
  isBytes,
  isCount,
  isDictionary,
  isEither,
  isFiniteNumber,
  isFlag,
  isList,
  isObject,
  isOneOf,
  isOptional,
  isText,
} from "./validate.ts";

/** What stands in the way, in the author's words, and what to do about it. */
export interface Problem {
  readonly problem: string;
  readonly advice: string;
}

/** A file's bytes, or why there are none. */
export type FileContent = Uint8Array | Problem;

/** By the path as it is written in the source. */
export type Files = Readonly<Record<string, FileContent>>;

export const isProblem: Check = isObject<Problem>({ problem: isText, advice: isText });

export const isFiles: Check = isDictionary(isEither(isBytes, isProblem));

export const isSpan: Check = isObject<Span>({ start: isCount, end: isCount });

const isSizes = isList(isCount);

/** Attribute values differ from kind to kind: whoever takes the call reads them. */
const isCall = isObject<{ name: string; attributes: object }>({
  name: isText,
  attributes: isDictionary(() => true),
});

const isInput = isObject<NetworkInput<number>>({
  name: isText,
  shape: isSizes,
  vocabulary: isOptional(isCount),
  span: isSpan,
});

const isStep = isObject<Step<number>>({
  name: isText,
  kind: isText,
  label: isOptional(isText),
  inputs: isList(isText),
  inputShapes: isList(isSizes),
  shape: isSizes,
  axes: isDictionary(isCount),
  attributes: isDictionary(() => true),
  weights: isDictionary(
    isObject<{ name: string; transposed?: boolean }>({ name: isText, transposed: isOptional(isFlag) }),
  ),
  span: isSpan,
});

const isOutput = isObject<NetworkOutput<number>>({ name: isText, tensor: isText, shape: isSizes });

const isWeight = isObject<NetworkWeight<number>>({
  name: isText,
  shape: isSizes,
  role: isOneOf("weight", "bias", "state"),
  init: isCall,
  fanIn: isCount,
  fanOut: isCount,
  frozen: isFlag,
});

const isNetwork = isObject<ConcreteNetwork>({
  name: isText,
  inputs: isList(isInput),
  steps: isList(isStep),
  outputs: isList(isOutput),
  weights: isList(isWeight),
});

const isDataPlan = isObject<DataPlan>({
  name: isText,
  source: isCall,
  settings: isObject<DataPlan["settings"]>({
    normalize: isOneOf("none", "standard", "unit"),
    split: isOptional(isFiniteNumber),
    shuffle: isFlag,
    missing: isOneOf("error", "drop", "mean"),
    limit: isOptional(isCount),
  }),
});

const isEarlyStop = isObject<EarlyStop>({ epochs: isCount, metric: isOneOf("loss", "accuracy") });

const isTraining = isObject<Training>({
  loss: isCall,
  optimizer: isCall,
  schedule: isOptional(isCall),
  clip: isOptional(isCall),
  l1: isOptional(isFiniteNumber),
  l2: isOptional(isFiniteNumber),
  earlyStop: isOptional(isEarlyStop),
  batch: isCount,
  epochs: isOptional(isCount),
  steps: isOptional(isCount),
  seed: isCount,
  shuffle: isFlag,
});

export const isExperiment: Check = isObject<Experiment>({
  name: isText,
  network: isNetwork,
  data: isDataPlan,
  training: isTraining,
  expectations: isList((value) => typeof value === "object" && value !== null),
  span: isSpan,
});
