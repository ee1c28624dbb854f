/**
 * Fusion: which nodes are computed in one kernel, and which are written to memory.
 *
 * Nodes are visited in topological order. Each product, reduction, window or assembly opens a cluster; an elementwise
 * node joins the latest cluster among its operands' if it runs over the same elements in the same order, else it opens
 * one. Operands come from earlier clusters only, so clusters never depend on each other in a circle.
 * Nodes that depend on leaves alone float: they are computed where they are used, unless that would cost too much.
 */

import type { GraphNode, OpNode, Procedure } from "../../graph/graph.ts";
import { elementsOf, type TensorShape } from "../../ops/ops.ts";
import {
  type ElementwiseName,
  instructionCost,
  isElementwise,
  isMovement,
  readsWhole,
} from "./node-kinds.ts";
import { type Resolved, resolve } from "./prepare.ts";
import { contiguous, isContiguous, moveAll, sameShape } from "./view.ts";

export interface Cluster {
  /** The node that owns the loops; `undefined` for a purely elementwise cluster. */
  readonly core: OpNode | undefined;
  readonly shape: TensorShape;
}

export interface Clustering {
  readonly clusters: readonly Cluster[];
  /** The cluster that computes a node, or −1 where it floats. */
  readonly home: Int32Array;
  /** Whether other clusters (or the host) read the node from memory. */
  readonly stored: readonly boolean[];
}

/** Recomputing costs about as much as storing and loading up to this many instructions. */
const CHEAP = 3;

interface Use {
  readonly consumer: OpNode;
  /** How many elements the consumer computes it for. */
  readonly elements: number;
}

/** Nodes in `alsoStored` are written to memory in any case. */
export function cluster(procedure: Procedure, alsoStored: ReadonlySet<number>): Clustering {
  const { nodes } = procedure.graph;
  const uses = usesOf(nodes);
  const forced = forcedNodes(procedure);
  const home = new Int32Array(nodes.length).fill(-1);
  const stored: boolean[] = nodes.map((node) => forced.has(node.id) || alsoStored.has(node.id));
  const floating = floatingNodes(nodes);
  const recompute = recomputeCosts(nodes, stored);
  const computed = nodes.filter(
    (node) => node.kind === "op" && !isMovement(node.op) && node.op !== "constant",
  );
  const ops = computed as readonly OpNode[];
  const afloat = ops.filter((node) => floating[node.id]);
  const settled = ops.filter((node) => !floating[node.id]);
  for (const node of afloat) stored[node.id] ||= worthStoring(node, uses[node.id], recompute(node));
  const clusters: Cluster[] = [];
  const place = placer(nodes, clusters, home);
  for (const node of [...afloat.filter(({ id }) => stored[id]), ...settled]) place(node);
  for (const node of settled) stored[node.id] ||= mustStore(node, uses[node.id], home, recompute(node));
  return { clusters, home, stored };
}

function usesOf(nodes: readonly GraphNode[]): readonly Use[][] {
  const uses: Use[][] = nodes.map(() => []);
  for (const node of nodes) {
    if (node.kind !== "op" || isMovement(node.op)) continue;
    for (const input of node.inputs) {
      const elements = isElementwise(node.op) ? elementsOf(node.shape) : elementsOf(nodes[input].shape);
      uses[resolve(nodes, input).base].push({ consumer: node, elements });
    }
  }
  return uses;
}

/** Outputs, new values of weights and states, and operands that kernels read out of order must be in memory. */
function forcedNodes(procedure: Procedure): ReadonlySet<number> {
  const { nodes } = procedure.graph;
  const forced = new Set([...Object.values(procedure.outputs), ...Object.values(procedure.updates)]);
  for (const node of nodes) {
    if (node.kind !== "op" || !readsWhole(node.op)) continue;
    for (const input of node.inputs) forced.add(resolve(nodes, input).base);
  }
  return forced;
}

function floatingNodes(nodes: readonly GraphNode[]): readonly boolean[] {
  const floating: boolean[] = [];
  for (const node of nodes) {
    const follows = node.kind === "leaf" || node.inputs.every((id) => floating[id]);
    floating.push(
      follows &&
        (node.kind === "leaf" || isElementwise(node.op) || isMovement(node.op) || node.op === "constant"),
    );
  }
  return floating;
}

/** Instructions a vector takes to compute a node from what is in memory; infinite where a kernel's core is needed. */
function recomputeCosts(
  nodes: readonly GraphNode[],
  stored: readonly boolean[],
): (node: GraphNode) => number {
  const cost = (node: GraphNode): number => {
    if (node.kind === "leaf" || node.op === "constant") return 0;
    if (isMovement(node.op)) return costOf(node.inputs[0]);
    if (!isElementwise(node.op)) return Number.POSITIVE_INFINITY;
    return node.inputs.reduce((total, id) => total + costOf(id), instructionCost(node.op));
  };
  // Nodes are decided in topological order, so an operand's cost is final when it is first asked for.
  const decided = new Map<number, number>();
  const costOf = (id: number): number => {
    if (stored[id]) return 0;
    const known = decided.get(id);
    if (known !== undefined) return known;
    const value = cost(nodes[id]);
    decided.set(id, value);
    return value;
  };
  return cost;
}

/** For a node that depends on leaves alone. */
function worthStoring(node: OpNode, uses: readonly Use[], cost: number): boolean {
  if (!isElementwise(node.op) || cost === 0) return false;
  const elements = elementsOf(node.shape);
  if (uses.some((use) => use.elements > elements)) return true;
  return uses.length > 1 && cost > CHEAP;
}

/** For a node with a home: whether some other cluster needs it and would not rather compute it again. */
function mustStore(node: OpNode, uses: readonly Use[], home: Int32Array, cost: number): boolean {
  const own = home[node.id];
  const others = new Set(uses.map((use) => home[use.consumer.id]).filter((place) => place !== own));
  if (others.size === 0) return false;
  if (!Number.isFinite(cost)) return true;
  const elements = elementsOf(node.shape);
  if (uses.some((use) => use.elements > elements && home[use.consumer.id] !== own)) return true;
  if (cost <= CHEAP) return false;
  return others.size > 1 || uses.some((use) => home[use.consumer.id] === own);
}

function placer(nodes: readonly GraphNode[], clusters: Cluster[], home: Int32Array): (node: OpNode) => void {
  const latest = (id: number): number => {
    const node = nodes[id];
    if (node.kind === "leaf" || home[id] >= 0) return node.kind === "leaf" ? -1 : home[id];
    return node.inputs.reduce((place, input) => Math.max(place, latest(input)), -1);
  };
  return (node) => {
    if (!isElementwise(node.op)) {
      home[node.id] = clusters.push({ core: node, shape: node.shape }) - 1;
      return;
    }
    const operands = node.inputs.map((id) => operandOf(nodes, node, id));
    const after = operands.reduce((place, { base }) => Math.max(place, latest(base)), -1);
    const joins = after >= 0 && canJoin(nodes, node, operands, clusters[after], (id) => home[id] === after);
    home[node.id] = joins ? after : clusters.push({ core: undefined, shape: node.shape }) - 1;
  };
}

/** An operand as the elementwise node sees it: stretched to the node's shape. */
export function operandOf(nodes: readonly GraphNode[], node: OpNode, id: number): Resolved {
  const { base, movements } = resolve(nodes, id);
  const shape = nodes[id].shape;
  const own =
    (node.op as ElementwiseName) === "oneHot" ? [{ kind: "reshape", shape: [...shape, 1] } as const] : [];
  const fits = own.length === 0 && sameShape(shape, node.shape);
  return {
    base,
    movements: fits ? movements : [...movements, ...own, { kind: "broadcast", shape: node.shape }],
  };
}

function canJoin(
  nodes: readonly GraphNode[],
  node: OpNode,
  operands: readonly Resolved[],
  { core, shape }: Cluster,
  isMember: (id: number) => boolean,
): boolean {
  if (core !== undefined && !takesEpilogue(core)) return false;
  if (elementsOf(node.shape) !== elementsOf(shape)) return false;
  const toShape = sameShape(node.shape, shape) ? [] : [{ kind: "reshape", shape } as const];
  return operands.every(({ base, movements }) => {
    const view = moveAll(contiguous(nodes[base].shape), [...movements, ...toShape]);
    return view !== undefined && (!isMember(base) || isContiguous(view));
  });
}

/** Kernels that hand each result, in registers, to what is computed from it. */
const takesEpilogue = (core: OpNode): boolean =>
  core.op !== "pad" && core.op !== "concat" && core.op !== "maxPool2dGradient" && core.op !== "scan";
