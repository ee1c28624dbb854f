/** Makes a procedure's graph smaller without changing what it computes: constants folded, twins merged, dead nodes dropped. */

import type { GraphNode, OpNode, Procedure } from "../../graph/graph.ts";
import type { OpName, TensorShape } from "../../ops/ops.ts";
import { opNamed } from "../../ops/table.ts";
import { isElementwise, isMovement } from "./node-kinds.ts";
import { sameShape } from "./view.ts";

/** A procedure with the same meaning and fewer nodes. */
export function simplify(procedure: Procedure): Procedure {
  const rewriter = graphRewriter();
  const renamed: number[] = [];
  for (const node of procedure.graph.nodes) {
    renamed.push(
      node.kind === "leaf"
        ? rewriter.leaf(node)
        : rewriter.op({ ...node, inputs: node.inputs.map((id) => renamed[id]) }),
    );
  }
  return prune({
    name: procedure.name,
    graph: { nodes: preferActivations(rewriter.nodes) },
    outputs: mapValues(procedure.outputs, (id) => renamed[id]),
    updates: mapValues(procedure.updates, (id) => renamed[id]),
  });
}

interface GraphRewriter {
  readonly nodes: GraphNode[];
  leaf(node: GraphNode): number;
  op(node: OpNode): number;
}

function graphRewriter(): GraphRewriter {
  const nodes: GraphNode[] = [];
  const known = new Map<string, number>();
  const add = (node: GraphNode): number => nodes.push({ ...node, id: nodes.length }) - 1;
  const op = (node: OpNode): number => {
    const simpler = simplerForm(node, nodes);
    if (typeof simpler === "number") return simpler;
    const key = `${simpler.op}(${simpler.inputs.join()})${settingsKey(simpler.settings)}`;
    const twin = known.get(key);
    if (twin !== undefined) return twin;
    const id = add(simpler);
    known.set(key, id);
    return id;
  };
  return { nodes, leaf: add, op };
}

/** JSON knows neither infinities nor −0, and constants may be either. */
export const settingsKey = (settings: readonly unknown[]): string =>
  JSON.stringify(settings, (_, value) =>
    typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))
      ? `${1 / value}/${value}`
      : value,
  );

export const constantOf = (node: GraphNode): number | undefined =>
  node.kind === "op" && node.op === "constant" ? (node.settings[0] as number) : undefined;

const constantNode = (value: number, shape: TensorShape): OpNode => ({
  kind: "op",
  id: 0,
  op: "constant",
  inputs: [],
  settings: [value, shape],
  shape,
});

/** An earlier node's id where the op changes nothing, a constant where it can be computed now, else the node itself. */
function simplerForm(node: OpNode, nodes: readonly GraphNode[]): number | OpNode {
  const inputs = node.inputs.map((id) => nodes[id]);
  const [first] = inputs;
  if (node.op === "constant") return constantNode(node.settings[0] as number, node.shape);
  if (node.op === "detach") return node.inputs[0];
  if (changesNothing(node, first)) return node.inputs[0];
  const values = inputs.map(constantOf);
  if (isMovement(node.op)) return values[0] === undefined ? node : constantNode(values[0], node.shape);
  if (!isElementwise(node.op) || inputs.length === 0) return node;
  if (isFoldable(node.op) && values.every((value) => value !== undefined)) {
    return constantNode(foldScalars(node, values), node.shape);
  }
  return withoutNeutral(node, inputs, values) ?? node;
}

/** A movement that leaves everything in its place, or a reduction over axes of size 1. */
function changesNothing({ op, settings, shape }: OpNode, input: GraphNode | undefined): boolean {
  if (input === undefined || !sameShape(input.shape, shape)) return false;
  if (op === "permute") return (settings[0] as readonly number[]).every((axis, place) => axis === place);
  return isMovement(op) || op === "sum" || op === "max";
}

/** Functions the host may round differently from the module are left to the module, so that every host gets the same bits. */
const isFoldable = (op: OpName): boolean =>
  !["exp", "expm1", "log", "log1p", "tanh", "erf", "sin", "range", "oneHot", "uniform"].includes(op);

function foldScalars(node: OpNode, values: readonly number[]): number {
  const scalars = values.map((value) => ({ shape: [], data: Float64Array.of(Math.fround(value)) }));
  return opNamed(node.op).value({ seed: 0, step: 0 }, ...scalars, ...node.settings).data[0];
}

/** x + 0, x − 0, x · 1 and x / 1 are x, where the shape stays. */
function withoutNeutral(
  node: OpNode,
  inputs: readonly GraphNode[],
  values: readonly (number | undefined)[],
): number | undefined {
  const neutral = NEUTRAL.get(node.op);
  if (neutral === undefined) return undefined;
  const keeps = (place: number, other: number): boolean =>
    values[other] === neutral.value && sameShape(inputs[place].shape, node.shape);
  if (keeps(0, 1)) return node.inputs[0];
  return neutral.eitherSide && keeps(1, 0) ? node.inputs[1] : undefined;
}

const NEUTRAL: ReadonlyMap<OpName, { readonly value: number; readonly eitherSide: boolean }> = new Map([
  ["add", { value: 0, eitherSide: true }],
  ["sub", { value: 0, eitherSide: false }],
  ["mul", { value: 1, eitherSide: true }],
  ["div", { value: 1, eitherSide: false }],
]);

/**
 * x > 0 is max(x, 0) > 0: where the activation is kept anyway, its slope needs no second tensor.
 * Only a comparison that comes after the maximum is rewritten, so the order stays topological.
 */
function preferActivations(nodes: readonly GraphNode[]): GraphNode[] {
  const activations = new Map<number, number>();
  return nodes.map((node) => {
    if (node.kind !== "op" || node.inputs.length !== 2 || constantOf(nodes[node.inputs[1]]) !== 0)
      return node;
    if (node.op === "maximum" && sameShape(node.shape, nodes[node.inputs[0]].shape))
      activations.set(node.inputs[0], node.id);
    const activation = activations.get(node.inputs[0]);
    if (node.op !== "greater" || activation === undefined) return node;
    return { ...node, inputs: [activation, node.inputs[1]] };
  });
}

/** Keeps what outputs and updates need, and renumbers. */
function prune(procedure: Procedure): Procedure {
  const nodes = procedure.graph.nodes;
  const needed = new Uint8Array(nodes.length);
  for (const id of [...Object.values(procedure.outputs), ...Object.values(procedure.updates)]) needed[id] = 1;
  for (let id = nodes.length - 1; id >= 0; id--) {
    const node = nodes[id];
    if (needed[id] === 1 && node.kind === "op") for (const input of node.inputs) needed[input] = 1;
  }
  const places: number[] = [];
  const kept: GraphNode[] = [];
  for (const node of nodes) {
    places.push(kept.length);
    if (needed[node.id] === 0 && node.kind === "op") continue;
    const id = kept.length;
    kept.push(
      node.kind === "leaf"
        ? { ...node, id }
        : { ...node, id, inputs: node.inputs.map((input) => places[input]) },
    );
  }
  return {
    name: procedure.name,
    graph: { nodes: kept },
    outputs: mapValues(procedure.outputs, (id) => places[id]),
    updates: mapValues(procedure.updates, (id) => places[id]),
  };
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
