/** Random networks from the layer registry, the same for the same seed. */
import { type Call, isRequired, withFallbacks } from "../../catalog/attribute.ts";
import { drawKey, randomBits } from "../../engine/ops/random.ts";
import type { RunData } from "../../engine/train/run-data.ts";
import { applyLayer, isFatal } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { layers } from "../../layers/index.ts";
import type { Experiment, Training } from "../../network/experiment.ts";
import { call, experimentOf, networkOf, randomRows, type Stage } from "./experiments.ts";
import { type Attributes, generators, type Pick } from "./random-attributes.ts";

const pickerOf = (seed: number): Pick => {
  const key = drawKey(seed, 0, 0);
  let index = 0;
  return (below) => (randomBits(key, index++) >>> 0) % below;
};

/** A prime above the number of kinds: neighbouring seeds start with kinds far apart in the list. */
const KIND_STEP = 101;

/** Kinds that random networks leave out, and why. */
const leftOut: Readonly<Record<string, string>> = { "/": "a divisor near 0 makes any two roundings differ" };

/** Kinds whose required attributes nobody generates: a test says that there are none. */
export const ungenerated: readonly string[] = layers
  .filter(
    ({ name, attributes }) => Object.values(attributes).some(isRequired) && generators[name] === undefined,
  )
  .map(({ name }) => name);

export interface RandomExperiment {
  readonly experiment: Experiment;
  readonly data: RunData;
  readonly kinds: readonly string[];
}

export function randomExperiment(seed: number): RandomExperiment {
  const pick = pickerOf(seed);
  const { input, stages } = randomStart(layers[(seed * KIND_STEP) % layers.length]!, pick);
  extend(stages, input, pick);
  const classes = 2 + pick(3);
  const isClassification = pick(2) === 0;
  const head: readonly Stage[] = [
    { kind: "flatten" },
    { kind: "dense", attributes: { units: isClassification ? classes : 2 } },
  ];
  const network = networkOf(input, [...stages, ...head]);
  const rows = 10 + pick(20);
  const data = randomRows(seed, input, isClassification ? { classes } : { values: [2] }, rows);
  const possible = isClassification ? classifications(classes) : regressions;
  const loss = possible[pick(possible.length)]!;
  const optimizers = [
    call("sgd", { lr: 0.05 }),
    call("sgd", { lr: 0.02, momentum: 0.9, nesterov: pick(2) === 0 }),
    // The absolute error's slopes are whole shares that can cancel but for rounding, which adam would blow up.
    ...(loss.name === "mae" ? [] : scaling),
  ];
  const experiment = experimentOf(network, {
    loss,
    optimizer: optimizers[pick(optimizers.length)]!,
    batch: 1 + pick(12),
    seed,
    ...additions[pick(additions.length)],
    ...(pick(3) === 0 ? { schedule: scheduled[pick(scheduled.length)]! } : {}),
  });
  return { experiment, data, kinds: network.steps.map(({ kind }) => kind) };
}

const regressions: readonly Call[] = [
  call("mse"),
  call("mae"),
  call("huber", { delta: 0.7 }),
  call("binary_cross_entropy"),
  call("binary_cross_entropy", { positive_weight: 3 }),
];

const classifications = (classes: number): readonly Call[] => [
  call("cross_entropy"),
  call("cross_entropy", {
    label_smoothing: 0.1,
    class_weights: Array.from({ length: classes }, (_, index) => 1 + index),
  }),
];

/** Optimizers that divide by how large gradients were. */
const scaling: readonly Call[] = [
  call("adam", { lr: 0.01 }),
  call("adamw", { lr: 0.01, amsgrad: true }),
  call("rmsprop", { lr: 0.005, eps: 0.01, momentum: 0.5 }),
  call("adagrad", { lr: 0.02, start: 0.1, weight_decay: 0.01 }),
];

const additions: readonly Partial<Training>[] = [
  {},
  {},
  { clip: call("norm", { max: 0.5 }) },
  { clip: call("value", { max: 0.1 }) },
  { l1: 0.001, l2: 0.01 },
];

const scheduled: readonly Call[] = [
  call("step", { every: 1, factor: 0.5 }),
  call("cosine"),
  call("warmup", { over: 1, after: "cosine" }),
  call("one_cycle"),
];

/** A row of numbers, a sequence, an image or a volume. */
function randomShape(pick: Pick): readonly number[] {
  switch (pick(6)) {
    case 0:
      return [2 + pick(6)];
    case 1:
      return [1 + pick(4), 4 + pick(5)];
    case 2:
      return [1 + pick(2), 3 + pick(2), 3 + pick(2), 3 + pick(2)];
    default:
      return [1 + pick(4), 5 + pick(5), 5 + pick(5)];
  }
}

interface Start {
  readonly input: readonly number[];
  readonly stages: Stage[];
}

/** An input that the kind fits, with the kind as the first stage; any input and no stage for a kind that is left out. */
function randomStart(kind: LayerKind, pick: Pick): Start {
  for (let attempt = 0; attempt < 100; attempt++) {
    const input = randomShape(pick);
    const stage = randomStage(kind, [input], ["x"], pick);
    if (stage !== undefined) return { input, stages: [stage] };
  }
  return { input: randomShape(pick), stages: [] };
}

/** Adds up to five stages that fit one after another. */
function extend(stages: Stage[], input: readonly number[], pick: Pick): void {
  const length = stages.length + 1 + pick(5);
  while (stages.length < length) {
    const { steps } = networkOf(input, stages);
    const shapes = [input, ...steps.map(({ shape }) => shape)];
    const names = ["x", ...steps.map(({ name }) => name)];
    const stage = randomStage(layers[pick(layers.length)]!, shapes, names, pick);
    if (stage !== undefined) stages.push(stage);
  }
}

/** The kind applied to the last tensor, if it fits; an operator takes an earlier one of the same shape too. */
function randomStage(
  kind: LayerKind,
  shapes: readonly (readonly number[])[],
  names: readonly string[],
  pick: Pick,
): Stage | undefined {
  if (leftOut[kind.name] !== undefined || ungenerated.includes(kind.name)) return undefined;
  const attributes = generators[kind.name]?.(pick, shapes.at(-1)!) ?? {};
  const sources = (kind.arity?.min ?? 1) === 2 ? pairOf(shapes, pick) : [shapes.length - 1];
  const inputs = sources.map((place) => shapes[place]!);
  if (!fits(kind, inputs, attributes)) return undefined;
  return { kind: kind.name, attributes, inputs: sources.map((place) => names[place]!) };
}

/** The last tensor and an earlier one of its shape, or itself. */
function pairOf(shapes: readonly (readonly number[])[], pick: Pick): readonly number[] {
  const last = shapes.length - 1;
  const equal = shapes.flatMap((shape, place) => (shape.join() === shapes[last]!.join() ? [place] : []));
  return [last, equal[pick(equal.length)]!];
}

function fits(kind: LayerKind, inputs: readonly (readonly number[])[], given: Attributes): boolean {
  const { output, findings } = applyLayer(kind, {
    inputs,
    attributes: withFallbacks(kind.attributes, given),
  });
  return output !== undefined && !findings.some(isFatal);
}
