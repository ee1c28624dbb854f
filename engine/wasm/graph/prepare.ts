/** Makes explicit the copies that views cannot avoid, so that what follows never meets a movement it cannot express. */
import type { GraphNode, OpNode, Procedure } from "../../graph/graph.ts";
import { isMovement, readsWhole } from "./node-kinds.ts";
import { constantOf } from "./simplify.ts";
import { contiguous, isContiguous, type Movement, moveAll, type View } from "./view.ts";

/** A value as a non-movement node seen through movements. */
export interface Resolved {
  readonly base: number;
  readonly movements: readonly Movement[];
}

export function movementOf(node: OpNode): Movement {
  const [first, second, third] = node.settings;
  switch (node.op) {
    case "permute":
      return { kind: "permute", order: first as readonly number[] };
    case "broadcast":
      return { kind: "broadcast", shape: node.shape };
    case "slice":
      return { kind: "slice", axis: first as number, start: second as number, end: third as number };
    default:
      return { kind: "reshape", shape: node.shape };
  }
}

/** Follows movements back to the node whose numbers they show. */
export function resolve(nodes: readonly GraphNode[], id: number): Resolved {
  const movements: Movement[] = [];
  let at = id;
  for (;;) {
    const node = nodes[at];
    if (node.kind !== "op" || !isMovement(node.op)) return { base: at, movements: movements.reverse() };
    movements.push(movementOf(node));
    at = node.inputs[0];
  }
}

const viewOf = (nodes: readonly GraphNode[], id: number): View | undefined => {
  const { base, movements } = resolve(nodes, id);
  return moveAll(contiguous(nodes[base].shape), movements);
};

/**
 * Inserts copies (`detach` nodes): before a reshape that strides cannot express, before a kernel that needs its operand
 * in memory or in row order, and for outputs and updates that are not computed by a node of their own.
 */
export function prepare(procedure: Procedure): Procedure {
  const nodes: GraphNode[] = [];
  const renamed: number[] = [];
  const copies = new Map<number, number>();
  const add = (node: GraphNode): number => nodes.push({ ...node, id: nodes.length }) - 1;
  const copyOf = (id: number): number => {
    const known = copies.get(id);
    if (known !== undefined) return known;
    const copy = add({ kind: "op", id: 0, op: "detach", inputs: [id], settings: [], shape: nodes[id].shape });
    copies.set(id, copy);
    return copy;
  };
  const operand = (node: OpNode, id: number): number => {
    if (node.op === "reshape")
      return moveAll(viewOf(nodes, id) as View, [movementOf(node)]) === undefined ? copyOf(id) : id;
    if (!readsWhole(node.op)) return id;
    if (constantOf(nodes[resolve(nodes, id).base]) !== undefined) return copyOf(id);
    const view = viewOf(nodes, id) as View;
    const fits = node.op === "scan" ? isContiguous({ ...view, offset: 0 }) : isContiguous(view);
    return node.op === "matmul" || fits ? id : copyOf(id);
  };
  for (const node of procedure.graph.nodes) {
    const prepared =
      node.kind === "leaf" ? node : { ...node, inputs: node.inputs.map((id) => operand(node, renamed[id])) };
    renamed.push(add(prepared));
  }
  const sink = (id: number): number => {
    const node = nodes[renamed[id]];
    const computed = node.kind === "op" && !isMovement(node.op) && node.op !== "constant";
    return computed ? node.id : copyOf(node.id);
  };
  const sinks = (record: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(record).map(([name, id]) => [name, sink(id)]));
  const outputs = sinks(procedure.outputs);
  const updates = sinks(procedure.updates);
  return { name: procedure.name, graph: { nodes }, outputs, updates };
}
