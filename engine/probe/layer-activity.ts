/** Which neurons of a network's activations do anything at all, over every row: the dead ones and the saturated layers. */
import type { ConcreteNetwork, Step } from "../../network/network.ts";
import type { Evaluator, RowBatch } from "../train/evaluator.ts";
import { known } from "../train/lookup.ts";

export interface LayerActivity {
  /** The step's name in its network. */
  readonly step: string;
  readonly activation: WatchedActivation;
  /** Units that share their weights, as the places of a convolution do, are one neuron. */
  readonly neurons: number;
  /** Neurons that are above 0 on no row and at no place. */
  readonly silent: number;
  /** Share of all values at which the activation has less than a twenty-fifth of its steepest slope; 0 for relu. */
  readonly flat: number;
  /** True if the network's output is what this step gives. */
  readonly isOutput: boolean;
}

/** Those that can stop learning: relu where it is silent, the others at both of their ends. */
export type WatchedActivation = "relu" | "tanh" | "sigmoid";

const PIECE_ROWS = 512;

/** 1 − y² and 4y(1 − y) below 0.04. */
const isFlat: Readonly<Record<WatchedActivation, (value: number) => boolean>> = {
  relu: () => false,
  tanh: (value) => 1 - value * value < 0.04,
  sigmoid: (value) => 4 * value * (1 - value) < 0.04,
};

/** A generator: each turn looks at a piece of the rows, the last one returns. The weights must stay what they are. */
export function* layerActivity(
  evaluator: Evaluator,
  network: ConcreteNetwork,
  inputs: Float32Array,
): Generator<undefined, readonly LayerActivity[]> {
  const tallies = network.steps.flatMap((step) => startTally(step, network));
  const names = tallies.map(({ step }) => step.name);
  const [input] = network.inputs;
  const rowSize = input?.shape.reduce((size, axis) => size * axis, 1) ?? 1;
  if (names.length === 0) return [];
  for (let start = 0; start < inputs.length; start += PIECE_ROWS * rowSize) {
    evaluator.visit(inputs.subarray(start, start + PIECE_ROWS * rowSize), names, (batch) => {
      for (const tally of tallies) countIn(tally, batch);
    });
    yield;
  }
  return tallies.map((tally) => conclude(tally, network));
}

interface Tally {
  readonly step: Step<number>;
  readonly activation: WatchedActivation;
  /** The neuron of each unit. */
  readonly neuronOf: Uint32Array;
  readonly everPositive: Uint8Array;
  values: number;
  flat: number;
}

function startTally(step: Step<number>, network: ConcreteNetwork): readonly Tally[] {
  const activation = activationOf(step);
  if (activation === undefined) return [];
  const units = step.shape.reduce((size, axis) => size * axis, 1);
  const { neurons, neuronOf } = neuronsOf(step, network);
  return [
    {
      step,
      activation,
      neuronOf: Uint32Array.from({ length: units }, (_, unit) => neuronOf(unit)),
      everPositive: new Uint8Array(neurons),
      values: 0,
      flat: 0,
    },
  ];
}

function countIn(tally: Tally, { values }: RowBatch): void {
  const isValueFlat = isFlat[tally.activation];
  const units = tally.neuronOf.length;
  known(values, tally.step.name, "a tensor").forEach((value, index) => {
    if (value > 0) tally.everPositive[tally.neuronOf[index % units]] = 1;
    if (isValueFlat(value)) tally.flat++;
    tally.values++;
  });
}

const conclude = (
  { step, activation, everPositive, values, flat }: Tally,
  { outputs }: ConcreteNetwork,
): LayerActivity => ({
  step: step.name,
  activation,
  neurons: everPositive.length,
  silent: everPositive.reduce((silent, positive) => silent + (positive === 0 ? 1 : 0), 0),
  flat: values === 0 ? 0 : flat / values,
  isOutput: outputs.some(({ tensor }) => tensor === step.name),
});

/** The step's own activation, as a stage of its own or as its attribute. */
function activationOf({ kind, attributes }: Step<number>): WatchedActivation | undefined {
  const { activation } = attributes;
  const name =
    typeof activation === "object" && "name" in activation && typeof activation.name === "string"
      ? activation.name
      : kind;
  return name === "relu" || name === "tanh" || name === "sigmoid" ? name : undefined;
}

/** The weights decide: a dense layer has a neuron for each place of the last axis, a convolution one for each channel. */
function neuronsOf(
  step: Step<number>,
  { steps }: ConcreteNetwork,
): { readonly neurons: number; readonly neuronOf: (unit: number) => number } {
  const units = step.shape.reduce((size, axis) => size * axis, 1);
  let origin: Step<number> | undefined = step;
  while (origin && Object.keys(origin.weights).length === 0) {
    const [source]: readonly string[] = origin.inputs;
    const before: Step<number> | undefined = steps.find(({ name }) => name === source);
    origin = before?.shape.join() === step.shape.join() ? before : undefined;
  }
  if (origin?.kind === "dense") {
    const features = step.shape.at(-1) ?? 1;
    return { neurons: features, neuronOf: (unit) => unit % features };
  }
  if (origin?.kind.includes("conv")) {
    const channels = step.shape[0] ?? 1;
    return { neurons: channels, neuronOf: (unit) => Math.floor((unit * channels) / units) };
  }
  return { neurons: units, neuronOf: (unit) => unit };
}
