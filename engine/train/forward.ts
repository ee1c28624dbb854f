/** Computes a checked network in ops: each step by its layer kind's own declaration. */
import { withFallbacks } from "../../catalog/attribute.ts";
import type { Forwarded } from "../../layers/define.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import type { ConcreteNetwork, NetworkWeight, Step } from "../../network/network.ts";
import { assert } from "../ops/assert.ts";
import type { Ops } from "../ops/ops.ts";
import { known } from "./lookup.ts";

/** Where the values come from that a network does not compute. Inputs carry the batch axis in front. */
export interface Sources<T> {
  readonly input: (name: string, shape: readonly number[]) => T;
  /** Learned weights, biases and states alike. */
  readonly weight: (weight: NetworkWeight<number>) => T;
  readonly training: boolean;
  /** What goes on in place of an input or of a step's output; the tensor itself unless stated. */
  readonly alter?: (name: string, tensor: T) => T;
}

export interface Computed<T> {
  /** Every input and the output of every step, by name: [batch, ...]. */
  readonly tensors: ReadonlyMap<string, T>;
  /** New values of states, by the name of the state. */
  readonly states: Readonly<Record<string, T>>;
}

export function computeNetwork<T>(ops: Ops<T>, network: ConcreteNetwork, sources: Sources<T>): Computed<T> {
  const { alter = (_, tensor) => tensor } = sources;
  const tensors = new Map(
    network.inputs.map(({ name, shape }) => [name, alter(name, sources.input(name, shape))]),
  );
  const weights = new Map(network.weights.map((weight) => [weight.name, weight]));
  const states: Record<string, T> = {};
  network.steps.forEach((step, stream) => {
    const inputs = step.inputs.map((name) => known(tensors, name, "a tensor"));
    const { output, state } = computeStep(ops, { step, stream, inputs, weights, sources });
    tensors.set(step.name, alter(step.name, output));
    for (const [own, value] of Object.entries(state)) states[step.weights[own].name] = value;
  });
  return { tensors, states };
}

interface Application<T> {
  readonly step: Step<number>;
  /** Its place in the network, which keeps its random numbers apart from those of other steps. */
  readonly stream: number;
  readonly inputs: readonly T[];
  readonly weights: ReadonlyMap<string, NetworkWeight<number>>;
  readonly sources: Sources<T>;
}

function computeStep<T>(
  ops: Ops<T>,
  { step, stream, inputs, weights, sources }: Application<T>,
): Forwarded<T, string> {
  const kind = findLayer(step.kind);
  assert(kind !== undefined, `there is a layer kind "${step.kind}"`);
  const learned: Record<string, T> = {};
  const state: Record<string, T> = {};
  for (const [own, { name, transposed = false }] of Object.entries(step.weights)) {
    const weight = known(weights, name, "a weight");
    const value = sources.weight(weight);
    if (weight.role === "state") state[own] = value;
    else learned[own] = transposed ? ops.permute(value, [1, 0]) : value;
  }
  const attributes = withFallbacks(kind.attributes, step.attributes);
  const { training } = sources;
  return forwardLayer(ops, kind, { inputs, weights: learned, state, attributes, training, stream });
}
