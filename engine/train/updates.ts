/** Traces an optimizer's step over all weights that learn. */
import type { Call } from "../../catalog/attribute.ts";
import { optimizers } from "../../training/index.ts";
import type { GraphNode, LeafNode } from "../graph/graph.ts";
import type { Tracer } from "../graph/trace.ts";
import { attributesOf } from "./attributes.ts";
import { known } from "./lookup.ts";

/**
 * The new value of every weight, moment and counter, by the name of its leaf: "h1.weight", "h1.weight/adam.m",
 * "adam.correction1". `rate` is the learning rate of this step.
 */
export function traceUpdates(
  tracer: Tracer,
  call: Call,
  weights: readonly LeafNode[],
  gradients: readonly GraphNode[],
  rate: GraphNode,
): Readonly<Record<string, GraphNode>> {
  const optimizer = known(optimizers, call.name, "an optimizer");
  const attributes = attributesOf(optimizer, call);
  const { ops } = tracer;
  const updates: Record<string, GraphNode> = {};
  const state = (names: readonly string[], path: (name: string) => string, shape: readonly number[]) =>
    Object.fromEntries(names.map((name) => [name, tracer.leaf("state", path(name), shape) as GraphNode]));

  const counterNames = Object.keys(optimizer.counters(attributes));
  const counters = optimizer.count(
    ops,
    state(counterNames, (name) => counterPath(call, name), []),
    attributes,
  );
  for (const [name, value] of Object.entries(counters)) updates[counterPath(call, name)] = value;

  weights.forEach((weight, place) => {
    const path = (name: string) => momentPath(call, weight.name, name);
    const moments = state(Object.keys(optimizer.moments(attributes)), path, weight.shape);
    const gradient = gradients[place];
    const next = optimizer.update<GraphNode>(ops, { weight, gradient, moments, counters, rate, attributes });
    updates[weight.name] = next.weight;
    for (const [name, value] of Object.entries(next.moments)) updates[path(name)] = value;
  });
  return updates;
}

/** What moments and counters are before the first step, by the names of their leaves. */
export function startsOfUpdates(call: Call, weights: readonly string[]): Readonly<Record<string, number>> {
  const optimizer = known(optimizers, call.name, "an optimizer");
  const attributes = attributesOf(optimizer, call);
  const counters = Object.entries(optimizer.counters(attributes)).map(
    ([name, start]) => [counterPath(call, name), start] as const,
  );
  const moments = Object.entries(optimizer.moments(attributes)).flatMap(([name, start]) =>
    weights.map((weight) => [momentPath(call, weight, name), start] as const),
  );
  return Object.fromEntries([...counters, ...moments]);
}

const counterPath = (call: Call, name: string): string => `${call.name}.${name}`;

const momentPath = (call: Call, weight: string, name: string): string => `${weight}/${call.name}.${name}`;
