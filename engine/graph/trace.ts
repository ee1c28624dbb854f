/** Traces a computation written in ops into a graph: each op becomes a node, and equal nodes become one. */
import { type AnyOp, joinArguments, splitArguments } from "../ops/any-op.ts";
import { makeOps } from "../ops/interpret.ts";
import type { Ops, TensorShape } from "../ops/ops.ts";
import type { GraphNode, LeafNode, OpNode } from "./graph.ts";
import { simplify } from "./simplify.ts";

export interface Tracer {
  /** Each op gives the node that stands for its result. */
  readonly ops: Ops<GraphNode>;
  /** The leaf of that name; the same node each time. */
  leaf(role: LeafNode["role"], name: string, shape: TensorShape): LeafNode;
  /** All nodes so far, in topological order. */
  readonly nodes: readonly GraphNode[];
}

export function startTrace(): Tracer {
  const nodes: GraphNode[] = [];
  const leaves = new Map<string, LeafNode>();
  const known = new Map<string, OpNode>();

  const apply = (op: AnyOp, args: readonly unknown[]): GraphNode => {
    const { tensors, settings } = splitArguments<GraphNode>(op, args);
    const shape = op.shape(...joinArguments(op, tensors.map(shapeOf), settings));
    const simpler = simplify({ ops, nodes }, op.name, tensors, settings, shape);
    if (simpler !== undefined) return simpler;
    const inputs = tensors.map((node) => node.id);
    const key = `${op.name}(${inputs.join()})${keyOf(settings)}`;
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const node: OpNode = { kind: "op", id: nodes.length, op: op.name, inputs, settings, shape };
    nodes.push(node);
    known.set(key, node);
    return node;
  };
  const ops = makeOps(shapeOf, apply);

  const leaf = (role: LeafNode["role"], name: string, shape: TensorShape): LeafNode => {
    const existing = leaves.get(name);
    if (existing !== undefined) return existing;
    const node: LeafNode = { kind: "leaf", id: nodes.length, role, name, shape };
    nodes.push(node);
    leaves.set(name, node);
    return node;
  };
  return { ops, leaf, nodes };
}

const shapeOf = (node: GraphNode): TensorShape => node.shape;

/** Settings as text, different for different settings; JSON alone would mix up −0 with 0 and all that is not finite. */
const keyOf = (settings: readonly unknown[]): string =>
  JSON.stringify(settings, (_, value: unknown) =>
    typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${Object.is(value, -0) ? "-0" : value}`
      : value,
  );
