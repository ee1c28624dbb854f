/** Turns a procedure into kernels over tensors, in an order in which every kernel finds what it reads. */
import type { GraphNode, LeafNode, OpNode, Procedure } from "../../graph/graph.ts";
import { assert } from "../../ops/assert.ts";
import type { Loop } from "../../ops/loop.ts";
import type { Conv2dWindow, PoolWindow } from "../../ops/ops.ts";
import {
  type Core,
  type Kernel,
  type KernelGroup,
  type Operand,
  type Store,
  type TensorId,
  tensorsRead,
} from "../kernels/kernel.ts";
import { type Cluster, type Clustering, cluster } from "./clusters.ts";
import { type Expresser, expresser, NotExpressible } from "./express.ts";
import { lowerLoop } from "./loops.ts";
import { orderGroups, type Update } from "./order.ts";
import { prepare, resolve } from "./prepare.ts";
import { simplify } from "./simplify.ts";
import type { TensorInfo, TensorTable } from "./tensor-table.ts";
import { dropUnread } from "./unread.ts";
import { contiguous, move, moveAll, type View } from "./view.ts";

export function lower(procedure: Procedure, tensors: TensorTable): readonly Kernel[] {
  const prepared = prepare(dropUnread(simplify(procedure)));
  const alsoStored = new Set<number>();
  for (;;) {
    const clustering = cluster(prepared, alsoStored);
    try {
      return lowerClusters(prepared, clustering, tensors);
    } catch (error) {
      if (!(error instanceof NotExpressible) || alsoStored.has(error.node)) throw error;
      alsoStored.add(error.node);
    }
  }
}

/** Drops what is written and never read, and kernels that are left with nothing to store. */
function withoutIdleStores(
  groups: readonly KernelGroup[],
  tensors: readonly TensorInfo[],
): readonly KernelGroup[] {
  const kernels = groups.flatMap((group) => group.kernels);
  const read = new Set(kernels.flatMap((kernel) => [...tensorsRead(kernel)]));
  const isIdle = (store: Store): boolean =>
    tensors[store.tensor].role === "intermediate" && !read.has(store.tensor);
  if (!kernels.some((kernel) => kernel.stores.some(isIdle)))
    return groups.filter((group) => group.kernels.length > 0);
  const kept = groups.map((group) => ({
    kernels: group.kernels
      .map((kernel) => ({ ...kernel, stores: kernel.stores.filter((store) => !isIdle(store)) }))
      .filter((kernel) => kernel.stores.length > 0),
  }));
  return withoutIdleStores(kept, tensors);
}

interface Lowering {
  readonly nodes: readonly GraphNode[];
  readonly clustering: Clustering;
  /** The tensors a node is written to; the first is the one others read. */
  readonly targets: readonly (readonly Target[])[];
  readonly tensorOf: (node: GraphNode) => TensorId | undefined;
  readonly tensors: TensorTable;
}

interface Target {
  readonly tensor: TensorId;
  readonly flush: boolean;
}

function lowerClusters(
  procedure: Procedure,
  clustering: Clustering,
  tensors: TensorTable,
): readonly Kernel[] {
  const { nodes } = procedure.graph;
  const leafTensor = (leaf: LeafNode): TensorId => tensors.leaf(leaf);
  const primary = new Map<number, TensorId>();
  const updates = Object.entries(procedure.updates);
  for (const [name, id] of Object.entries(procedure.outputs)) {
    const tensor = tensors.output(`${procedure.name}:${name}`, nodes[id].shape);
    if (primary.has(id)) continue;
    primary.set(id, tensor);
  }
  for (const node of nodes) {
    if (clustering.stored[node.id] && !primary.has(node.id))
      primary.set(node.id, tensors.intermediate(node.shape));
  }
  const targets = nodes.map((node): Target[] => {
    const own = primary.get(node.id);
    const outputs = Object.entries(procedure.outputs)
      .filter(([, id]) => id === node.id)
      .map(([name]) => tensors.output(`${procedure.name}:${name}`, node.shape));
    const updated = updates.filter(([, id]) => id === node.id).map(([name]) => tensors.updated(name));
    const plain = [...new Set([...(own === undefined ? [] : [own]), ...outputs])].map((tensor) => ({
      tensor,
      flush: false,
    }));
    return [...plain, ...updated.map((leaf) => ({ tensor: leaf.tensor, flush: leaf.role === "state" }))];
  });
  const tensorOf = (node: GraphNode): TensorId | undefined =>
    node.kind === "leaf" ? leafTensor(node) : primary.get(node.id);
  const lowering = { nodes, clustering, targets, tensorOf, tensors };
  const groups = clustering.clusters.map((member, place) => lowerCluster(lowering, member, place));
  const inPlace: Update[] = updates
    .map(([name]) => tensors.updated(name))
    .map(({ tensor, shape }) => ({ tensor, shape }));
  return orderGroups(withoutIdleStores(groups, tensors.tensors), inPlace, tensors).flatMap(
    (group) => group.kernels,
  );
}

function lowerCluster(
  { nodes, clustering, targets, tensorOf, tensors }: Lowering,
  { core, shape }: Cluster,
  place: number,
): KernelGroup {
  const outer = expresser({ nodes, tensorOf, core: undefined });
  if (core?.op === "pad" || core?.op === "concat") {
    return { kernels: targets[core.id].flatMap(({ tensor }) => assemble(nodes, core, outer, tensor)) };
  }
  const operand = (id: number): Operand => operandInMemory(nodes, tensorOf, id);
  if (core?.op === "scan") {
    const loop = core.settings[0] as Loop;
    const whole = { loop, operands: core.inputs.map(operand), tensors, lower };
    return { kernels: targets[core.id].map(({ tensor }) => lowerLoop({ ...whole, output: tensor })) };
  }
  const isMember = (node: GraphNode): boolean => clustering.home[node.id] === place;
  const inner = expresser({ nodes, tensorOf: (node) => (isMember(node) ? undefined : tensorOf(node)), core });
  const stores: Store[] = [];
  for (const node of nodes) {
    if (!isMember(node)) continue;
    for (const { tensor, flush } of targets[node.id]) {
      const value = inner.express(node.id, [{ kind: "reshape", shape }], shape);
      stores.push({ tensor, view: contiguous(shape), value, flush });
    }
  }
  if (stores.length === 0) return { kernels: [] };
  return {
    kernels: [
      {
        core: core === undefined ? { kind: "elementwise" } : coreOf(core, nodes, operand, outer),
        shape,
        stores,
      },
    ],
  };
}

function operandInMemory(
  nodes: readonly GraphNode[],
  tensorOf: (node: GraphNode) => TensorId | undefined,
  id: number,
): Operand {
  const { base, movements } = resolve(nodes, id);
  const tensor = tensorOf(nodes[base]);
  const view = moveAll(contiguous(nodes[base].shape), movements);
  assert(tensor !== undefined && view !== undefined, "a kernel's operand is in memory");
  return { tensor, view };
}

function coreOf(
  node: OpNode,
  nodes: readonly GraphNode[],
  operand: (id: number) => Operand,
  outer: Expresser,
): Core {
  const [first, second, third] = node.inputs;
  const window = node.settings[0];
  switch (node.op) {
    case "sum":
    case "max": {
      const inputShape = nodes[first].shape;
      const axes = node.settings[0] as readonly number[];
      return { kind: "reduce", op: node.op, axes, inputShape, input: outer.express(first, [], inputShape) };
    }
    case "matmul": {
      const transpose = node.settings[0] as { a?: boolean; b?: boolean } | undefined;
      return {
        kind: "matmul",
        a: lastTwoSwapped(operand(first), transpose?.a === true),
        b: lastTwoSwapped(operand(second), transpose?.b === true),
      };
    }
    case "conv2d":
      return {
        kind: "conv2d",
        image: operand(first),
        kernel: operand(second),
        window: window as Conv2dWindow,
      };
    case "conv2dImageGradient":
      return {
        kind: "conv2dImageGradient",
        outputGradient: operand(first),
        kernel: operand(second),
        window: window as Conv2dWindow,
      };
    case "conv2dKernelGradient":
      return {
        kind: "conv2dKernelGradient",
        image: operand(first),
        outputGradient: operand(second),
        window: window as Conv2dWindow,
      };
    case "maxPool2d":
      return { kind: "maxPool2d", image: operand(first), window: window as PoolWindow };
    case "maxPool2dGradient":
      return {
        kind: "maxPool2dGradient",
        image: operand(first),
        output: operand(second),
        outputGradient: operand(third),
        window: window as PoolWindow,
      };
    default:
      throw new Error(`${node.op} has no kernel of its own`);
  }
}

function lastTwoSwapped(operand: Operand, swap: boolean): Operand {
  if (!swap) return operand;
  const rank = operand.view.shape.length;
  const order = operand.view.shape.map((_, axis) =>
    axis === rank - 1 ? rank - 2 : axis === rank - 2 ? rank - 1 : axis,
  );
  return { tensor: operand.tensor, view: move(operand.view, { kind: "permute", order }) as View };
}

/** Each part is computed right into its place; a pad's frame is filled first. */
function assemble(nodes: readonly GraphNode[], node: OpNode, outer: Expresser, tensor: TensorId): Kernel[] {
  const whole = contiguous(node.shape);
  const piece = (id: number, starts: readonly number[]): Kernel => {
    const { shape } = nodes[id];
    const offset = starts.reduce((at, start, axis) => at + start * whole.strides[axis], 0);
    const value = outer.express(id, [], shape);
    const view = { shape, strides: whole.strides, offset };
    return { core: { kind: "elementwise" }, shape, stores: [{ tensor, view, value, flush: false }] };
  };
  if (node.op === "pad") {
    const padding = node.settings[0] as readonly (readonly [number, number])[];
    const frame = { kind: "constant", value: node.settings[1] as number } as const;
    const fill: Kernel = {
      core: { kind: "elementwise" },
      shape: node.shape,
      stores: [{ tensor, view: whole, value: frame, flush: false }],
    };
    const starts = padding.map(([before]) => before);
    return [fill, piece(node.inputs[0], starts)];
  }
  const along = node.settings[0] as number;
  let start = 0;
  return node.inputs.map((id) => {
    const kernel = piece(
      id,
      node.shape.map((_, axis) => (axis === along ? start : 0)),
    );
    start += nodes[id].shape[along];
    return kernel;
  });
}
