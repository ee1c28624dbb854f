/** Experiments as the checker would give them, for tests that begin after the text. */
import type { Call } from "../../catalog/attribute.ts";
import type { DataPlan, Experiment, Training } from "../../network/experiment.ts";
import type { ConcreteNetwork, NetworkWeight, Step } from "../../network/network.ts";
import { networkOf } from "../engine/experiments.ts";

const span = { start: 0, end: 0 };
const call = (name: string, attributes: Call["attributes"] = {}): Call => ({ name, attributes });

/** Dense layers one after another on a row of numbers; the last one has no activation. */
export function denseNetwork(inputs: number, units: readonly number[], activation: string): ConcreteNetwork {
  const steps: Step<number>[] = [];
  const weights: NetworkWeight<number>[] = [];
  let [from, width] = ["x", inputs];
  for (const [index, size] of units.entries()) {
    const isLast = index === units.length - 1;
    const name = isLast ? `dense_${index + 1}` : `h${index + 1}`;
    const shape = { weight: [width, size], bias: [size] };
    steps.push({
      name,
      kind: "dense",
      ...(isLast ? {} : { label: name }),
      inputs: [from],
      inputShapes: [[width]],
      shape: [size],
      axes: { features: width },
      attributes: { units: size, activation: call(isLast ? "identity" : activation), bias: true },
      weights: { weight: { name: `${name}.weight` }, bias: { name: `${name}.bias` } },
      span,
    });
    const common = { fanIn: width, fanOut: size, frozen: false } as const;
    weights.push(
      {
        name: `${name}.weight`,
        shape: shape.weight,
        role: "weight",
        init: call("xavier_uniform"),
        ...common,
      },
      {
        name: `${name}.bias`,
        shape: shape.bias,
        role: "bias",
        init: call("constant", { value: 0 }),
        ...common,
      },
    );
    [from, width] = [name, size];
  }
  return {
    name: "Dense",
    inputs: [{ name: "x", shape: [inputs], span }],
    steps,
    outputs: [{ name: from, tensor: from, shape: [width] }],
    weights,
  };
}

const settings: DataPlan["settings"] = { normalize: "none", shuffle: true, missing: "error", split: 0.8 };

const training: Training = {
  loss: call("binary_cross_entropy"),
  optimizer: call("adam", { lr: 0.03, beta1: 0.9, beta2: 0.999, eps: 1e-8 }),
  batch: 10,
  epochs: 300,
  seed: 1,
  shuffle: true,
};

/** Two spirals, told apart by 2-8-8-1 tanh. */
export const spiral: Experiment = {
  name: "Spiral",
  network: { ...denseNetwork(2, [8, 8, 1], "tanh"), name: "Spiral" },
  data: {
    name: "spirals",
    source: call("spiral", { points: 500, noise: 0.1 }),
    settings,
  },
  training,
  expectations: [],
  span,
};

export const withTraining = (experiment: Experiment, changes: Partial<Training>): Experiment => ({
  ...experiment,
  training: { ...experiment.training, ...changes },
});

const digitsFile = (shape: readonly number[]): DataPlan => ({
  name: "digits",
  source: call("csv", { file: "digits.csv", label: "digit", shape, task: "auto", header: true, ignore: "" }),
  settings: { ...settings, normalize: "unit" },
});

/** 64-32-10 on the 8 × 8 digits. */
export const digits: Experiment = {
  name: "Digits",
  network: { ...denseNetwork(64, [32, 10], "relu"), name: "Digits" },
  data: digitsFile([]),
  training: { ...training, loss: call("cross_entropy"), batch: 32, epochs: 20 },
  expectations: [],
  span,
};

/** A small convolutional network on the same digits as images. */
export const digitsCnn: Experiment = {
  ...digits,
  name: "DigitsCnn",
  network: networkOf(
    [1, 8, 8],
    [
      {
        kind: "conv2d",
        attributes: { filters: 8, kernel: [3, 3], padding: "same", activation: call("relu") },
      },
      { kind: "max_pool2d", attributes: { kernel: [2, 2] } },
      { kind: "flatten" },
      { kind: "dense", attributes: { units: 10 } },
    ],
  ),
  data: digitsFile([1, 8, 8]),
};
