/** Recurrent computations to try loops on, also written out step by step. */
import type { Ops, TensorShape } from "../../../engine/ops/ops.ts";
import { type Step as NamedStep, recur } from "../../../engine/ops/recur.ts";

type Step = NamedStep<string, string, string>;

export interface LoopCase {
  readonly name: string;
  /** Shapes of the states at the start, of the sequences, of what stays the same; how many of each. */
  readonly shapes: readonly TensorShape[];
  readonly states: number;
  readonly sequences: number;
  readonly reverse: boolean;
  readonly step: Step;
}

const tanhStep: Step = (
  ops,
  { states: { 0: state }, elements: { 0: element }, captured: { 0: weight } },
) => ({
  0: ops.tanh(ops.add(element!, ops.matmul(state!, weight!))),
});

/** Two states that feed on each other, two sequences, a weight that is used twice and a bias. */
const tangledStep: Step = (
  ops,
  { states: { 0: a, 1: b }, elements: { 0: x, 1: y }, captured: { 0: weight, 1: bias } },
) => {
  const product = ops.matmul(ops.mul(a!, x!), weight!, { b: true });
  const next = ops.tanh(ops.add(ops.add(product, bias!), ops.sum(y!, [1])));
  const gate = ops.exp(ops.neg(ops.matmul(b!, weight!)));
  const halves = ops.concat([ops.slice(next, 1, 2, 3), ops.slice(b!, 1, 0, 2)], 1);
  return {
    0: ops.add(ops.mul(next, a!), ops.slice(gate, 1, 0, 3)),
    1: ops.sub(halves, ops.mul(x!, b!)),
  };
};

const countingStep: Step = (ops, { states: { 0: state }, elements: { 0: element } }) => ({
  0: ops.maximum(ops.sub(state!, element!), ops.mul(state!, ops.constant(0.5))),
});

const tangled = {
  shapes: [[2, 3], [2, 3], [4, 2, 3], [4, 2, 5], [3, 3], [3]],
  states: 2,
  sequences: 2,
  step: tangledStep,
} as const;

export const loopCases: readonly LoopCase[] = [
  {
    name: "tanh forward",
    shapes: [
      [3, 4],
      [5, 3, 4],
      [4, 4],
    ],
    states: 1,
    sequences: 1,
    reverse: false,
    step: tanhStep,
  },
  {
    name: "tanh backward",
    shapes: [
      [3, 4],
      [5, 3, 4],
      [4, 4],
    ],
    states: 1,
    sequences: 1,
    reverse: true,
    step: tanhStep,
  },
  {
    name: "one step",
    shapes: [
      [2, 3],
      [1, 2, 3],
      [3, 3],
    ],
    states: 1,
    sequences: 1,
    reverse: false,
    step: tanhStep,
  },
  { name: "tangled forward", reverse: false, ...tangled },
  { name: "tangled backward", reverse: true, ...tangled },
  { name: "no weights", shapes: [[6], [7, 6]], states: 1, sequences: 1, reverse: false, step: countingStep },
];

/** A number that depends on every state at every time, differently on each. */
export const lossOf = <T>(ops: Ops<T>, one: LoopCase, tensors: readonly T[]): T => {
  const { initial, sequences, captured } = given(one, tensors);
  const named = { initial: byPlace(initial), sequences: byPlace(sequences), captured: byPlace(captured) };
  const { stacked, last } = recur(ops, { ...named, reverse: one.reverse }, one.step);
  return weigh(ops, Object.values(stacked), Object.values(last));
};

export function unrolledLoss<T>(ops: Ops<T>, one: LoopCase, tensors: readonly T[]): T {
  const { initial, sequences, captured } = given(one, tensors);
  const turns = ops.shapeOf(sequences[0]!)[0]!;
  const times = Array.from({ length: turns }, (_, turn) => (one.reverse ? turns - 1 - turn : turn));
  let states: readonly T[] = initial;
  const history = new Map<number, readonly T[]>();
  for (const time of times) {
    const elements = sequences.map((sequence) =>
      ops.reshape(ops.slice(sequence, 0, time, time + 1), ops.shapeOf(sequence).slice(1)),
    );
    states = Object.values(
      one.step(ops, {
        states: byPlace(states),
        elements: byPlace(elements),
        captured: byPlace(captured),
      }),
    );
    history.set(time, states);
  }
  const stacked = states.map((state, place) =>
    ops.concat(
      times
        .toSorted((a, b) => a - b)
        .map((time) => ops.reshape(history.get(time)![place]!, [1, ...ops.shapeOf(state)])),
      0,
    ),
  );
  return weigh(ops, stacked, states);
}

const byPlace = <T>(tensors: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(tensors.entries());

const given = <T>({ states, sequences }: LoopCase, tensors: readonly T[]) => ({
  initial: tensors.slice(0, states),
  sequences: tensors.slice(states, states + sequences),
  captured: tensors.slice(states + sequences),
});

function weigh<T>(ops: Ops<T>, stacked: readonly T[], last: readonly T[]): T {
  const parts = [...stacked, ...last].map((part, place) => {
    const size = ops.shapeOf(part).reduce((product, length) => product * length, 1);
    const row = ops.reshape(part, [size]);
    const weights = ops.sin(ops.add(ops.range(size), ops.constant(place + 1)));
    return ops.sum(ops.mul(row, weights), [0]);
  });
  return ops.reshape(
    parts.reduce((sum, part) => ops.add(sum, part)),
    [],
  );
}
