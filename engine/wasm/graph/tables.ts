/** Finds what depends on nothing that changes, as waves of positions and counts of window cells do, to be computed once instead of at every call. */
import type { GraphNode, LeafNode, OpNode, Procedure, Program } from "../../graph/graph.ts";
import { elementsOf, type OpName } from "../../ops/ops.ts";
import { isMovement } from "./node-kinds.ts";
import { settingsKey } from "./simplify.ts";

/** The procedure that fills the tables. No name in a source has a "#". */
export const TABLES = "#tables";

/** What is cheaper computed anew, in the kernel that uses it, than read from memory. */
const CHEAP: ReadonlySet<OpName> = new Set<OpName>([
  ...(["constant", "range", "reshape", "permute", "broadcast", "slice", "detach", "neg", "abs"] as const),
  ...(["add", "sub", "mul", "maximum", "minimum", "greater", "greaterEqual", "equal", "select"] as const),
]);

/** Random numbers are others at each step; a loop is not worth the room. */
const CHANGING: ReadonlySet<OpName> = new Set<OpName>(["uniform", "scan"]);

/** 16 MB: more is not kept for the sake of speed. */
const LARGEST_TABLE = 4_000_000;

/**
 * The same program with its tables as states, and a procedure that fills them, to be called once before any other. The
 * module itself computes them: no host's sine has a part in it.
 */
export function withTables(program: Program): Program {
  const nodes: GraphNode[] = [];
  const updates: Record<string, number> = {};
  const places = new Map<string, number>();
  const names = new Map<string, string>();
  const numbers = new Map<string, string>();
  const copy = (graph: readonly GraphNode[], keys: readonly string[], id: number): number => {
    const known = places.get(keys[id]);
    if (known !== undefined) return known;
    const node = graph[id] as OpNode;
    const inputs = node.inputs.map((input) => copy(graph, keys, input));
    const place = nodes.push({ ...node, id: nodes.length, inputs }) - 1;
    places.set(keys[id], place);
    return place;
  };
  const tableOf = (graph: readonly GraphNode[], keys: readonly string[], id: number): LeafNode => {
    const name = names.get(keys[id]) ?? `#table.${names.size}`;
    names.set(keys[id], name);
    updates[name] = copy(graph, keys, id);
    return { kind: "leaf", id, role: "state", name, shape: graph[id].shape };
  };
  const procedures = program.procedures.map((procedure) => readTables(procedure, numbers, tableOf));
  if (names.size === 0) return program;
  return { procedures: [...procedures, { name: TABLES, graph: { nodes }, outputs: {}, updates }] };
}

type TableOf = (graph: readonly GraphNode[], keys: readonly string[], id: number) => LeafNode;

function readTables(procedure: Procedure, numbers: Map<string, string>, tableOf: TableOf): Procedure {
  const { nodes } = procedure.graph;
  const keys = keysOf(nodes, numbers);
  const isDear = dearOnes(nodes, keys);
  const tables = new Map<number, LeafNode>();
  const look = (id: number): void => {
    let at = id;
    for (let node = nodes[at]; node.kind === "op" && isMovement(node.op); node = nodes[at])
      at = node.inputs[0];
    const size = elementsOf(nodes[at].shape);
    if (!isDear[at] || tables.has(at) || size === 1 || size > LARGEST_TABLE) return;
    tables.set(at, tableOf(nodes, keys, at));
  };
  for (const node of nodes) if (node.kind === "op" && keys[node.id] === "") node.inputs.forEach(look);
  for (const results of [procedure.outputs, procedure.updates]) Object.values(results).forEach(look);
  if (tables.size === 0) return procedure;
  return { ...procedure, graph: { nodes: nodes.map((node) => tables.get(node.id) ?? node) } };
}

/** A number for what each node computes, the same in every procedure; "" for what depends on something that changes. */
function keysOf(nodes: readonly GraphNode[], numbers: Map<string, string>): readonly string[] {
  const keys: string[] = [];
  for (const node of nodes) {
    const isFixed =
      node.kind === "op" && !CHANGING.has(node.op) && node.inputs.every((input) => keys[input] !== "");
    if (!isFixed) {
      keys.push("");
      continue;
    }
    const inputs = node.inputs.map((input) => keys[input]).join();
    const text = `${node.op}(${inputs})${settingsKey(node.settings)}[${node.shape}]`;
    const number = numbers.get(text) ?? `${numbers.size}`;
    numbers.set(text, number);
    keys.push(number);
  }
  return keys;
}

/** The fixed nodes that cost something. */
function dearOnes(nodes: readonly GraphNode[], keys: readonly string[]): readonly boolean[] {
  const isDear: boolean[] = [];
  for (const node of nodes) {
    const isFixed = node.kind === "op" && keys[node.id] !== "";
    isDear.push(isFixed && (!CHEAP.has(node.op) || node.inputs.some((input) => isDear[input])));
  }
  return isDear;
}
