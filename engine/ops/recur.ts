/** Recurrent computations: a step is written once, recorded together with its way back, and repeated over time. */
import type { Body, BodyNode, Loop, Stack } from "./loop.ts";
import type { OpName, Ops, TensorShape } from "./ops.ts";
import { pullback } from "./pullback.ts";
import { extract, type Recording, startRecording } from "./record.ts";
import { partOf } from "./scan.ts";
import { opNamed } from "./table.ts";

type Named<Name extends string, T> = Readonly<Record<Name, T>>;

export interface Recurrence<T, State extends string, Element extends string, Captured extends string> {
  /** The states before the first step. */
  readonly initial: Named<State, T>;
  /** [time, ...element] each; at least one. */
  readonly sequences: Named<Element, T>;
  /** What is the same at every step: recurrent weights. */
  readonly captured: Named<Captured, T>;
  /** Whether time runs from its last step to the first. */
  readonly reverse: boolean;
}

/**
 * One step: from the states so far, this time's element of each sequence, and what stays the same, the new states of
 * the shapes of the old ones.
 */
export type Step<State extends string, Element extends string, Captured extends string> = <T>(
  ops: Ops<T>,
  now: {
    readonly states: Named<State, T>;
    readonly elements: Named<Element, T>;
    readonly captured: Named<Captured, T>;
  },
) => Named<State, T>;

export interface Recurred<T, State extends string> {
  /** Each state after every step, [time, ...state], in the order of time. */
  readonly stacked: Named<State, T>;
  /** Each state after the step that came last. */
  readonly last: Named<State, T>;
}

/** Runs `step` over time. What it uses from outside must come in through `captured`. */
export function recur<T, State extends string, Element extends string, Captured extends string>(
  ops: Ops<T>,
  { initial, sequences, captured, reverse }: Recurrence<NoInfer<T>, State, Element, Captured>,
  step: Step<State, Element, Captured>,
): Recurred<T, State> {
  const names = {
    states: Object.keys(initial) as State[],
    elements: Object.keys(sequences) as Element[],
    captured: Object.keys(captured) as Captured[],
  };
  const given: Now<T> = {
    states: names.states.map((name) => initial[name]),
    elements: names.elements.map((name) => sequences[name]),
    captured: names.captured.map((name) => captured[name]),
  };
  const shapes: Now<TensorShape> = {
    states: given.states.map(ops.shapeOf),
    elements: given.elements.map((sequence) => ops.shapeOf(sequence).slice(1)),
    captured: given.captured.map(ops.shapeOf),
  };
  const turns = ops.shapeOf(given.elements[0])[0];
  const loop = recordLoop(shapes, { turns, reverse }, (recording, now) => {
    const results = step(recording, {
      states: label(names.states, now.states),
      elements: label(names.elements, now.elements),
      captured: label(names.captured, now.captured),
    });
    return names.states.map((name) => results[name]);
  });
  const result = ops.scan([...given.states, ...given.elements, ...given.captured], loop);
  const parts = (first: number) =>
    label(
      names.states,
      names.states.map((_, place) => partOf(ops, result, loop, first + place)),
    );
  return { last: parts(0), stacked: parts(names.states.length) };
}

const label = <Name extends string, T>(names: readonly Name[], values: readonly T[]): Named<Name, T> =>
  Object.fromEntries(names.map((name, place) => [name, values[place]])) as Named<Name, T>;

interface Now<T> {
  readonly states: readonly T[];
  readonly elements: readonly T[];
  readonly captured: readonly T[];
}

/** The body gives out the new states, and what its way back needs that would be dear to compute again. */
function recordLoop(
  shapes: Now<TensorShape>,
  time: Pick<Loop, "turns" | "reverse">,
  step: (ops: Ops<BodyNode>, now: Now<BodyNode>) => readonly BodyNode[],
): Loop {
  const recording = startRecording();
  const operands = {
    states: shapes.states.map(recording.operand),
    elements: shapes.elements.map(recording.operand),
    captured: shapes.captured.map(recording.operand),
  };
  const results = step(recording.ops, operands).map((node) => node.id);
  const forward: Forward = { operands, results, size: recording.nodes.length };
  const { kept, ...backwards } = recordBackwards(recording, forward);
  const places = [...operands.states, ...operands.elements, ...operands.captured].map((node) => node.id);
  const loop = {
    ...time,
    states: shapes.states.length,
    sequences: shapes.elements.length,
    body: extract(recording.nodes, places, [...results, ...results, ...kept]),
    backwards: { ...backwards, kept: kept.length },
  };
  return loop;
}

interface Forward {
  readonly operands: Now<BodyNode>;
  readonly results: readonly number[];
  /** How many nodes belong to it; those of the way back come after. */
  readonly size: number;
}

function recordBackwards(recording: Recording, forward: Forward) {
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
