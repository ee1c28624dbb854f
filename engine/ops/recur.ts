/** Recurrent computations: a step is written once, recorded together with its way back, and repeated over time. */
import type { BodyNode, Loop } from "./loop.ts";
import type { Ops, TensorShape } from "./ops.ts";
import { extract, startRecording } from "./record.ts";
import { partOf } from "./scan.ts";
import { type Forward, type Now, recordBackwards } from "./way-back.ts";

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
