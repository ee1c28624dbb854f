/** Turns a trace into a procedure: only what its results need, numbered anew. */
import { assert } from "../ops/assert.ts";
import type { GraphNode, Procedure } from "./graph.ts";
import type { Tracer } from "./trace.ts";

interface Results {
  readonly outputs: Readonly<Record<string, GraphNode>>;
  readonly updates?: Readonly<Record<string, GraphNode>>;
}

/** `detach` says something about gradients only, and is gone from the result. */
export function makeProcedure(name: string, tracer: Tracer, { outputs, updates = {} }: Results): Procedure {
  const needed = reachable(tracer, [...Object.values(outputs), ...Object.values(updates)]);
  const nodes: GraphNode[] = [];
  const placeOf = new Map<number, number>();
  for (const node of tracer.nodes) {
    if (!needed.has(node.id)) continue;
    const inputs = node.kind === "op" ? node.inputs.map((input) => numberOf(placeOf, input)) : [];
    if (node.kind === "op" && node.op === "detach") {
      placeOf.set(node.id, inputs[0]);
      continue;
    }
    placeOf.set(node.id, nodes.length);
    nodes.push(node.kind === "op" ? { ...node, id: nodes.length, inputs } : { ...node, id: nodes.length });
  }
  const renumber = (results: Readonly<Record<string, GraphNode>>) =>
    Object.fromEntries(Object.entries(results).map(([key, node]) => [key, numberOf(placeOf, node.id)]));
  return { name, graph: { nodes }, outputs: renumber(outputs), updates: renumber(updates) };
}

function reachable(tracer: Tracer, results: readonly GraphNode[]): ReadonlySet<number> {
  const needed = new Set(results.map((node) => node.id));
  for (const node of tracer.nodes.toReversed()) {
    if (!needed.has(node.id) || node.kind === "leaf") continue;
    for (const input of node.inputs) needed.add(input);
  }
  return needed;
}

function numberOf(placeOf: ReadonlyMap<number, number>, id: number): number {
  const place = placeOf.get(id);
  assert(place !== undefined, `node ${id} stands before what needs it`);
  return place;
}
