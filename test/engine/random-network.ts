/** Random networks from the layer registry, the same for the same seed. */
import { type AttributeValue, isRequired, withFallbacks } from "../../catalog/attribute.ts";
import { drawKey, randomBits } from "../../engine/ops/random.ts";
import type { RunData } from "../../engine/train/run-data.ts";
import { applyLayer, isFatal } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { layers } from "../../layers/index.ts";
import type { Experiment } from "../../network/experiment.ts";
import { call, experimentOf, networkOf, randomRows, type Stage } from "./experiments.ts";

/** A whole number in [0, below). */
type Pick = (below: number) => number;

const pickerOf = (seed: number): Pick => {
  const key = drawKey(seed, 0, 0);
  let index = 0;
  return (below) => (randomBits(key, index++) >>> 0) % below;
};

type Attributes = Readonly<Record<string, AttributeValue>>;

const plain = ["tanh", "relu", "sigmoid", "elu", "swish", "identity"];

/** Values for the attributes that an author must give, and for some that make a layer more than its fallbacks. */
const generators: Readonly<Record<string, (pick: Pick, input: readonly number[]) => Attributes>> = {
  dense: (pick) => ({
    units: 1 + pick(7),
    bias: pick(4) > 0,
    activation: call(plain[pick(plain.length)]!),
  }),
  conv2d: (pick) => ({
    filters: 1 + pick(5),
    kernel: [1 + pick(3), 1 + pick(3)],
    stride: [1 + pick(2), 1 + pick(2)],
    padding:
      pick(2) === 0
        ? "same"
        : [
            [pick(2), pick(2)],
            [pick(2), pick(2)],
          ],
    bias: pick(4) > 0,
    activation: call(plain[pick(plain.length)]!),
  }),
  max_pool2d: (pick) => ({ kernel: [1 + pick(2), 1 + pick(2)], stride: [1 + pick(2), 1 + pick(2)] }),
  avg_pool2d: (pick) => ({ kernel: [1 + pick(2), 1 + pick(2)], padding: "same" }),
  neuron: (pick, input) => ({
    weights: Array.from({ length: input.at(-1)! }, () => pick(3) - 1),
    threshold: 0.3 + pick(2),
  }),
  dropout: (pick) => ({ rate: 0.1 * (1 + pick(5)) }),
};

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
  const input = pick(2) === 0 ? [1 + pick(2), 5 + pick(5), 5 + pick(5)] : [2 + pick(6)];
  const stages = randomStages(input, pick);
  const classes = 2 + pick(3);
  const isClassification = pick(2) === 0;
  const head: readonly Stage[] = [
    { kind: "flatten" },
    { kind: "dense", attributes: { units: isClassification ? classes : 2 } },
  ];
  const network = networkOf(input, [...stages, ...head]);
  const rows = 10 + pick(20);
  const data = randomRows(seed, input, isClassification ? { classes } : { values: [2] }, rows);
  const optimizers = [
    call("sgd", { lr: 0.05 }),
    call("sgd", { lr: 0.02, momentum: 0.9, nesterov: pick(2) === 0 }),
    call("adam", { lr: 0.01 }),
  ];
  const regressions = [call("mse"), call("mae"), call("huber", { delta: 0.7 }), call("binary_cross_entropy")];
  const loss = isClassification ? call("cross_entropy") : regressions[pick(regressions.length)]!;
  const experiment = experimentOf(network, {
    loss,
    optimizer: optimizers[pick(optimizers.length)]!,
    batch: 1 + pick(12),
    seed,
  });
  return { experiment, data, kinds: network.steps.map(({ kind }) => kind) };
}

/** Up to six stages that fit one after another; an operator takes the tensor before it twice removed where the shapes agree. */
function randomStages(input: readonly number[], pick: Pick): readonly Stage[] {
  const stages: Stage[] = [];
  const shapes: (readonly number[])[] = [input];
  const names = ["x"];
  const length = 1 + pick(6);
  while (stages.length < length) {
    const kind = layers[pick(layers.length)]!;
    if (leftOut[kind.name] !== undefined || ungenerated.includes(kind.name)) continue;
    const attributes = generators[kind.name]?.(pick, shapes.at(-1)!) ?? {};
    const sources = (kind.arity?.min ?? 1) === 2 ? pairOf(shapes, pick) : [shapes.length - 1];
    const shape = outputOf(
      kind,
      sources.map((place) => shapes[place]!),
      attributes,
    );
    if (shape === undefined) continue;
    names.push(`${stages.length}:${kind.name}`);
    stages.push({ kind: kind.name, attributes, inputs: sources.map((place) => names[place]!) });
    shapes.push(shape);
  }
  return stages;
}

/** The last tensor and an earlier one of its shape, or itself. */
function pairOf(shapes: readonly (readonly number[])[], pick: Pick): readonly number[] {
  const last = shapes.length - 1;
  const equal = shapes.flatMap((shape, place) => (shape.join() === shapes[last]!.join() ? [place] : []));
  return [last, equal[pick(equal.length)]!];
}

function outputOf(
  kind: LayerKind,
  inputs: readonly (readonly number[])[],
  given: Attributes,
): readonly number[] | undefined {
  const applied = applyLayer(kind, { inputs, attributes: withFallbacks(kind.attributes, given) });
  if (applied.output === undefined || applied.findings.some(isFatal)) return undefined;
  return applied.output as readonly number[];
}
