/** Traces an optimizer's step over all weights that learn. */
import type { Call } from "../../catalog/attribute.ts";
import { optimizers } from "../../training/index.ts";
import type { GraphNode, LeafNode } from "../graph/graph.ts";
import type { Tracer } from "../graph/trace.ts";
import { attributesOf } from "./attributes.ts";
import { known } from "./lookup.ts";

/**
 * The new value of every weight, moment and counter, by the name of its leaf: "h1.weight", "h1.weight/adam.m",
 * "adam.correction1". The learning rate is the setting called `rateName`.
 */
export function traceUpdates(
  tracer: Tracer,
  call: Call,
  weights: readonly LeafNode[],
  gradients: readonly GraphNode[],
  rateName: string,
): Readonly<Record<string, GraphNode>> {
  const optimizer = known(optimizers, call.name, "an optimizer");
  const attributes = attributesOf(optimizer, call);
  const { ops } = tracer;
  const updates: Record<string, GraphNode> = {};
  const state = (names: readonly string[], path: (name: string) => string, shape: readonly number[]) =>
    Object.fromEntries(names.map((name) => [name, tracer.leaf("state", path(name), shape) as GraphNode]));

  const counterPath = (name: string) => `${call.name}.${name}`;
  const counterNames = Object.keys(optimizer.counters(attributes));
  const counters = optimizer.count(ops, state(counterNames, counterPath, []), attributes);
  for (const [name, value] of Object.entries(counters)) updates[counterPath(name)] = value;

  const rate: GraphNode = tracer.leaf("setting", rateName, []);
  weights.forEach((weight, place) => {
    const momentPath = (name: string) => `${weight.name}/${call.name}.${name}`;
    const moments = state(optimizer.moments(attributes), momentPath, weight.shape);
    const gradient = gradients[place];
    const next = optimizer.update<GraphNode>(ops, { weight, gradient, moments, counters, rate, attributes });
    updates[weight.name] = next.weight;
    for (const [name, value] of Object.entries(next.moments)) updates[momentPath(name)] = value;
  });
  return updates;
}
