/** The way back through a recorded step: its gradient, and what must be kept for it. */
import type { Backwards, Body, BodyNode, Stack } from "./loop.ts";
import type { OpName } from "./ops.ts";
import { pullback } from "./pullback.ts";
import { extract, type Recording } from "./record.ts";
import { opNamed } from "./table.ts";

/** What a step computes with, in order. */
export interface Now<T> {
  readonly states: readonly T[];
  readonly elements: readonly T[];
  readonly captured: readonly T[];
}

export interface Forward {
  readonly operands: Now<BodyNode>;
  readonly results: readonly number[];
  /** How many nodes belong to it; those of the way back come after. */
  readonly size: number;
}

/** `kept` are the nodes of the step whose values are kept for all steps of time. */
export function recordBackwards(
  recording: Recording,
  forward: Forward,
): Omit<Backwards, "kept"> & { readonly kept: readonly number[] } {
  const { operands, results } = forward;
  const { ops, nodes } = recording;
  const carried = operands.states.map((state) => recording.operand(state.shape));
  const arriving = operands.states.map((state) => recording.operand(state.shape));
  const seeds = results.map((id, place) => ({
    node: nodes[id],
    upstream: ops.add(carried[place], arriving[place]),
  }));
  const { states, elements, captured } = operands;
  const gradients = pullback(opNamed, recording, seeds, [...states, ...elements, ...captured]);
  const forStates = states.map((state, place) => gradients[place] ?? ops.constant(0, state.shape));
  const forElements = gradients.slice(states.length, states.length + elements.length);
  const { products, sums } = shareOut(recording, gradients.slice(states.length + elements.length));
  const swaps = swapOnce(recording, forward);
  const stackedElements = forElements.filter((node) => node !== undefined);
  const goals = [
    ...[...forStates, ...sums.map(({ total }) => total), ...stackedElements],
    ...products.flatMap(({ left, right }) => [left, right]),
  ].map((node) => node.id);
  const need = needs(swaps.nodes, forward, goals);
  const readBack = elements.map((_, place) => place).filter((place) => need.has(elements[place].id));
  const kept = [...need].filter((id) => isKept(forward, nodes[id]));
  const read = [...arriving.map((node) => node.id), ...readBack.map((place) => elements[place].id), ...kept];
  const plain = captured.map((_, place) => place).filter((place) => need.has(captured[place].id));
  const stacked = stackedElements.map((node) => node.id);
  const stackOf = ({ id }: BodyNode): Stack => {
    if (read.includes(id)) return { from: "read", place: read.indexOf(id) };
    if (!stacked.includes(id)) stacked.push(id);
    return { from: "stacked", place: stacked.indexOf(id) };
  };
  const timeProducts = products.map(({ place, left, right }) => ({
    captured: place,
    left: stackOf(left),
    right: stackOf(right),
  }));
  const body: Body = extract(
    swaps.nodes,
    [
      ...[...carried, ...sums.map(({ before }) => before)].map((node) => node.id),
      ...read,
      ...plain.map((place) => captured[place].id),
      ...swaps.swapped.map(({ node }) => node.id),
    ],
    [...[...forStates, ...sums.map(({ total }) => total)].map((node) => node.id), ...stacked],
  );
  return {
    body,
    kept,
    sequences: readBack,
    captured: [
      ...plain.map((place) => ({ place, swapped: false })),
      ...swaps.swapped.map(({ place }) => ({ place, swapped: true })),
    ],
    sums: sums.map(({ place }) => place),
    products: timeProducts,
    elements: forElements.map((node) => (node === undefined ? undefined : stacked.indexOf(node.id))),
  };
}

/** A gradient that is a product over the rows of one step is one product over the rows of all steps; others are added up. */
function shareOut({ ops, nodes, operand }: Recording, gradients: readonly (BodyNode | undefined)[]) {
  const products: { place: number; left: BodyNode; right: BodyNode }[] = [];
  const sums: { place: number; before: BodyNode; total: BodyNode }[] = [];
  gradients.forEach((gradient, place) => {
    if (gradient === undefined) return;
    const [left, right] = gradient.kind === "op" ? gradient.inputs.map((id) => nodes[id]) : [];
    if (isRowProduct(gradient) && left?.shape.length === 2 && right?.shape.length === 2) {
      products.push({ place, left, right });
      return;
    }
    const before = operand(gradient.shape);
    sums.push({ place, before, total: ops.add(before, gradient) });
  });
  return { products, sums };
}

const transposeOf = (node: BodyNode): { readonly a: boolean; readonly b: boolean } | undefined => {
  if (node.kind !== "op" || node.op !== "matmul") return undefined;
  const { a = false, b = false } = (node.settings[0] ?? {}) as { readonly a?: boolean; readonly b?: boolean };
  return { a, b };
};

function isRowProduct(node: BodyNode): boolean {
  const transpose = transposeOf(node);
  return transpose?.a === true && !transpose.b;
}

/** Products on the way back with a captured matrix read swapped take a swapped copy of it instead. */
function swapOnce({ nodes, operand }: Recording, { operands: { captured }, size }: Forward) {
  const swapped: { place: number; node: BodyNode }[] = [];
  const swappedOf = (id: number): BodyNode | undefined => {
    const place = captured.findIndex((node) => node.id === id);
    if (place < 0 || captured[place].shape.length !== 2) return undefined;
    const known = swapped.find((one) => one.place === place);
    if (known !== undefined) return known.node;
    const node = operand(captured[place].shape.toReversed());
    swapped.push({ place, node });
    return node;
  };
  const rewritten = [...nodes].map((node) => {
    const transpose = transposeOf(node);
    if (node.id < size || node.kind !== "op" || transpose === undefined || !transpose.b) return node;
    const [a, b] = node.inputs;
    const other = swappedOf(b);
    return other === undefined
      ? node
      : { ...node, inputs: [a, other.id], settings: [{ a: transpose.a, b: false }] };
  });
  return { nodes: [...rewritten, ...nodes.slice(rewritten.length)], swapped };
}

/** What is computed again on the way back rather than kept. */
const CHEAP: ReadonlySet<OpName> = new Set<OpName>([
  ...(["constant", "range", "reshape", "permute", "broadcast", "slice", "detach"] as const),
  ...(["neg", "abs", "add", "sub", "mul", "maximum", "minimum"] as const),
  ...(["greater", "greaterEqual", "equal", "select"] as const),
]);

/** The nodes that the goals need, down to the operands and to the forward nodes that are kept. */
function needs(nodes: readonly BodyNode[], { size }: Forward, goals: readonly number[]): ReadonlySet<number> {
  const needed = new Set<number>();
  const visit = (id: number): void => {
    if (needed.has(id)) return;
    needed.add(id);
    const node = nodes[id];
    if (node.kind === "operand" || (id < size && !CHEAP.has(node.op))) return;
    for (const input of node.inputs) visit(input);
  };
  for (const goal of goals) visit(goal);
  return needed;
}

/** States as they were before the step, and dear results. */
const isKept = ({ operands, size }: Forward, node: BodyNode | undefined): boolean => {
  if (node === undefined || node.id >= size) return false;
  return node.kind === "op" ? !CHEAP.has(node.op) : operands.states.some((state) => state.id === node.id);
};
