/** The networks of the classical experiments. */
import type { Experiment, Training } from "../../network/experiment.ts";
import { call, experimentOf, networkOf, type Stage } from "../engine/experiments.ts";
import { torchDense } from "./seeds.ts";

const binary = call("binary_cross_entropy");

/** C04: 2-H-1 on the four corners as one batch. */
export const xorExperiment = (hidden: number, activation: string): Experiment =>
  experimentOf(networkOf([2], [torchDense(hidden, activation), torchDense(1)]), {
    loss: binary,
    optimizer: call("adam", { lr: 0.05 }),
    batch: 4,
    epochs: 1000,
  });

/** C05: hidden layers of so many units on two spirals as one batch. */
export const spiralExperiment = (hidden: readonly number[], activation: string, epochs: number): Experiment =>
  experimentOf(networkOf([2], [...hidden.map((units) => torchDense(units, activation)), torchDense(1)]), {
    loss: binary,
    optimizer: call("adam", { lr: 0.02 }),
    batch: 200,
    epochs,
  });

/** C11: 64-H-H-10 for 600 steps of plain descent; all hidden biases start at `bias`. The hidden layers are h1 and h2. */
export function deadExperiment(
  hidden: number,
  activation: readonly [name: string, attributes?: Readonly<Record<string, number>>],
  rate: number,
  bias = 0,
): Experiment {
  const init = call("he_normal");
  const layer = (): readonly Stage[] => [
    { kind: "dense", attributes: { units: hidden, init, bias: call("constant", { value: bias }) } },
    { kind: activation[0], attributes: activation[1] ?? {} },
  ];
  const stages = [...layer(), ...layer(), { kind: "dense", attributes: { units: 10, init } }];
  return experimentOf(networkOf([64], stages), {
    loss: call("cross_entropy"),
    optimizer: call("sgd", { lr: rate }),
    batch: 32,
    epochs: undefined as never,
    steps: 600,
  });
}

/** The layers of `deadExperiment` whose units may die. */
export const hiddenLayers = (experiment: Experiment): readonly string[] =>
  [1, 3].map((place) => experiment.network.steps[place]!.name);

/** C12: a network on digits, batches of 32. */
export const digitsExperiment = (
  input: readonly number[],
  stages: readonly Stage[],
  epochs: number,
  rate: number,
  rest: Partial<Training> = {},
): Experiment =>
  experimentOf(networkOf(input, stages), {
    loss: call("cross_entropy"),
    optimizer: call("adam", { lr: rate }),
    batch: 32,
    epochs,
    ...rest,
  });

export const classifier = (...hidden: readonly number[]): readonly Stage[] => [
  ...hidden.map((units): Stage => ({ kind: "dense", attributes: { units, activation: call("relu") } })),
  { kind: "dense", attributes: { units: 10 } },
];

const convolutions: readonly Stage[] = [16, 32].map((filters) => ({
  kind: "conv2d",
  attributes: {
    filters,
    kernel: [3, 3],
    padding: [
      [1, 1],
      [1, 1],
    ],
    activation: call("relu"),
  },
}));

export const convolutional: readonly Stage[] = [
  ...convolutions,
  { kind: "max_pool2d", attributes: { kernel: [2, 2], stride: [2, 2] } },
  { kind: "flatten" },
  { kind: "dense", attributes: { units: 10 } },
];

export const globallyPooled: readonly Stage[] = [
  ...convolutions,
  { kind: "global_max_pool" },
  { kind: "dense", attributes: { units: 10 } },
];
