/** Small experiments for tests of the engine, put together from the layer registry without any source text. */
import { type AttributeValue, type Call, withFallbacks } from "../../catalog/attribute.ts";
import { elementsOf } from "../../engine/ops/ops.ts";
import { drawKey, randomUniform } from "../../engine/ops/random.ts";
import type { RunData } from "../../engine/train/run-data.ts";
import { applyLayer } from "../../layers/apply.ts";
import { findLayer } from "../../layers/index.ts";
import { matchPattern } from "../../layers/pattern.ts";
import type { Experiment, Training } from "../../network/experiment.ts";
import type { ConcreteNetwork, NetworkWeight, Step } from "../../network/network.ts";

export interface Stage {
  readonly kind: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** Names of the tensors it takes; the one before it unless stated. */
  readonly inputs?: readonly string[];
}

const span = { start: 0, end: 0 };

export const call = (name: string, attributes: Call["attributes"] = {}): Call => ({ name, attributes });

/** Steps are called "0:dense", "1:relu" and so on, weights "0:dense.weight"; the input is "x". */
export function networkOf(input: readonly number[], stages: readonly Stage[]): ConcreteNetwork {
  const shapes = new Map<string, readonly number[]>([["x", input]]);
  const weights: NetworkWeight<number>[] = [];
  const steps: Step<number>[] = [];
  let previous = "x";
  stages.forEach(({ kind: kindName, attributes: given = {}, inputs = [previous] }, place) => {
    const kind = findLayer(kindName)!;
    const name = `${place}:${kindName}`;
    const attributes = withFallbacks(kind.attributes, given);
    const inputShapes = inputs.map((tensor) => shapes.get(tensor)!);
    const applied = applyLayer(kind, { inputs: inputShapes, attributes });
    if (applied.output === undefined) throw new Error(`${kindName} does not fit [${inputShapes}]`);
    const shape = applied.output as readonly number[];
    for (const weight of applied.weights) {
      weights.push({
        name: `${name}.${weight.name}`,
        shape: weight.shape as readonly number[],
        role: weight.role,
        init: weight.init,
        fanIn: Number(weight.fanIn),
        fanOut: Number(weight.fanOut),
        frozen: weight.frozen,
      });
    }
    for (const state of applied.state) {
      weights.push({
        name: `${name}.${state.name}`,
        shape: state.shape as readonly number[],
        role: "state",
        init: call("constant", { value: state.starts }),
        fanIn: 1,
        fanOut: 1,
        frozen: false,
      });
    }
    const ownNames = [...applied.weights, ...applied.state].map((own) => own.name);
    steps.push({
      name,
      kind: kindName,
      inputs,
      inputShapes,
      shape,
      axes: matchPattern(kind.input, inputShapes[0]!)!.axes,
      attributes: Object.fromEntries(
        Object.entries(attributes).filter(
          (entry): entry is [string, AttributeValue] => entry[1] !== undefined,
        ),
      ),
      weights: Object.fromEntries(ownNames.map((own) => [own, { name: `${name}.${own}` }])),
      span,
    });
    shapes.set(name, shape);
    previous = name;
  });
  const output = { name: previous, tensor: previous, shape: shapes.get(previous)! };
  return { name: "Net", inputs: [{ name: "x", shape: input, span }], steps, outputs: [output], weights };
}

export function experimentOf(
  network: ConcreteNetwork,
  training: Partial<Training> & Pick<Training, "loss">,
): Experiment {
  return {
    name: "Net",
    network,
    data: {
      name: "rows",
      source: call("points"),
      settings: { normalize: "none", shuffle: true, missing: "error" },
    },
    training: {
      optimizer: call("sgd", { lr: 0.1 }),
      batch: 10,
      epochs: 5,
      seed: 1,
      shuffle: true,
      ...training,
    },
    expectations: [],
    span,
  };
}

/** Points in the square (−1, 1)², class 1 where x · y > 0. */
export function quadrants(rows: number, trainRows = rows): RunData {
  const key = drawKey(7, 0, 0);
  const inputs = Float32Array.from({ length: rows * 2 }, (_, index) => 2 * randomUniform(key, index) - 1);
  const labels = Float32Array.from({ length: rows }, (_, row) =>
    inputs[2 * row]! * inputs[2 * row + 1]! > 0 ? 1 : 0,
  );
  const label = { kind: "classes", names: ["no", "yes"] } as const;
  return { description: { input: [2], label }, rows, trainRows, inputs, labels };
}

/** Random rows of any shape, with random classes or values. */
export function randomRows(
  seed: number,
  input: readonly number[],
  label: { readonly classes: number } | { readonly values: readonly number[] },
  rows: number,
): RunData {
  const key = drawKey(seed, 0, 0);
  const inputs = Float32Array.from(
    { length: rows * elementsOf(input) },
    (_, index) => 2 * randomUniform(key, index) - 1,
  );
  const labelKey = drawKey(seed, 0, 1);
  const isClasses = "classes" in label;
  const labels = Float32Array.from(
    { length: rows * (isClasses ? 1 : elementsOf(label.values)) },
    (_, index) =>
      isClasses
        ? Math.floor(randomUniform(labelKey, index) * label.classes)
        : 2 * randomUniform(labelKey, index) - 1,
  );
  const description = isClasses
    ? ({ kind: "classes", names: Array.from({ length: label.classes }, (_, index) => `${index}`) } as const)
    : ({ kind: "values", shape: label.values } as const);
  return { description: { input, label: description }, rows, trainRows: rows, inputs, labels };
}
