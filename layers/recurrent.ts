/** What the recurrent layers share: their attributes, their weights, and running a cell over a sequence in one or both directions. */

import type { Call } from "../catalog/attribute.ts";
import { bias, choice, flag, initialiser, size } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import { recur, type Step } from "../engine/ops/recur.ts";
import { multiply } from "../shapes/arithmetic.ts";
import type { Size } from "../shapes/size.ts";
import type { WeightSpec } from "./define.ts";
import { weightAttributes } from "./weight-attributes.ts";

export const recurrentAttributes = {
  units: size("How many numbers the state has: what one step hands to the next."),
  return: choice(
    ["sequence", "last"],
    "`sequence` gives the state after every step, `last` only the one at the end.",
    { fallback: "sequence" },
  ),
  bidirectional: flag(
    "Reads the sequence from its end too, with weights of its own, and puts both results side by side.",
    { fallback: false },
  ),
  init: initialiser("How the input weights start. Recurrent weights start orthogonal."),
  bias: bias("`false` leaves the bias out; an initialiser says how it starts. It starts at 0 otherwise."),
  frozen: weightAttributes.frozen,
};

interface Settings {
  readonly units: Size;
  readonly bidirectional: boolean;
  readonly bias: boolean | Call;
}

/** [time, features] → [time, units], or [units] for the last step; twice the units in both directions. */
export const recurrentShape = ({
  axes,
  attributes,
}: {
  readonly axes: { readonly time: Size };
  readonly attributes: Settings & { readonly return: "sequence" | "last" };
}): readonly Size[] => {
  const width = attributes.bidirectional ? multiply(2, attributes.units) : attributes.units;
  return attributes.return === "last" ? [width] : [axes.time, width];
};

export type RecurrentWeight = "input" | "recurrent" | "bias" | `backward_${"input" | "recurrent" | "bias"}`;

/** One column for each gate of each unit; those of the backward direction are called `backward_…`. */
export function recurrentWeights(
  features: Size,
  { units, bidirectional, bias }: Settings,
  gates: number,
): Readonly<Record<RecurrentWeight, WeightSpec | undefined>> {
  const columns = multiply(gates, units);
  const input: WeightSpec = {
    shape: [features, columns],
    fanIn: features,
    fanOut: units,
    starts: "weight",
    doc: "From the input to every gate.",
  };
  const recurrent: WeightSpec = {
    shape: [units, columns],
    fanIn: units,
    fanOut: units,
    starts: { name: "orthogonal", attributes: { gain: 1 } },
    doc: "From the state of the step before to every gate.",
  };
  const shift: WeightSpec | undefined =
    bias === false
      ? undefined
      : { shape: [columns], fanIn: features, fanOut: units, starts: "bias", doc: "Added to every gate." };
  const backward = <W>(weight: W): W | undefined => (bidirectional ? weight : undefined);
  return {
    input,
    recurrent,
    bias: shift,
    backward_input: backward(input),
    backward_recurrent: backward(recurrent),
    backward_bias: backward(shift),
  };
}

/** One direction's reading of a sequence, by a cell with these states and these weights in every step. */
export interface Reading<T, State extends string, Captured extends string> {
  /** [batch, time, features] */
  readonly input: T;
  /** [features, gates × units] */
  readonly weight: T;
  /** [gates × units], or absent. */
  readonly bias: T | undefined;
  readonly captured: Readonly<Record<Captured, T>>;
  /** The states at the start, [batch, units] each. */
  readonly initial: Readonly<Record<State, T>>;
  readonly reverse: boolean;
}

export interface Read<T, State extends string> {
  /** The state after every step, [batch, time, units]. */
  readonly sequence: T;
  /** Every state at the end, [batch, units]. */
  readonly last: Readonly<Record<State, T>>;
}

/** The input's share of the gates is one product for all steps of time, before the first of them. */
export function readSequence<T, State extends string, Captured extends string>(
  ops: Ops<T>,
  step: Step<State | "hidden", "sums", Captured>,
  reading: Reading<NoInfer<T>, State | "hidden", Captured>,
): Read<T, State | "hidden"> {
  const [batch = 0, time = 0, features = 0] = ops.shapeOf(reading.input);
  const rows = ops.reshape(ops.permute(reading.input, [1, 0, 2]), [time * batch, features]);
  const products = ops.matmul(rows, reading.weight);
  const all = reading.bias === undefined ? products : ops.add(products, reading.bias);
  const [, columns = 0] = ops.shapeOf(all);
  const sequences = { sums: ops.reshape(all, [time, batch, columns]) };
  const { stacked, last } = recur(ops, { ...reading, sequences }, step);
  return { sequence: ops.permute(stacked.hidden, [1, 0, 2]), last };
}

/** Runs one or both directions: `read` gives what one of them makes of the weights whose names begin with its prefix. */
export function readDirections<T>(
  ops: Ops<T>,
  attributes: { readonly bidirectional: boolean; readonly return: "sequence" | "last" },
  read: (prefix: "" | "backward_", reverse: boolean) => Read<T, "hidden">,
): T {
  const resultOf = ({ sequence, last }: Read<T, "hidden">): T =>
    attributes.return === "last" ? last.hidden : sequence;
  const forward = resultOf(read("", false));
  if (!attributes.bidirectional) return forward;
  return ops.concat([forward, resultOf(read("backward_", true))], ops.shapeOf(forward).length - 1);
}

/** A state of zeros, as every sequence starts: [batch, units]. */
export const zeroState = <T>(ops: Ops<T>, input: T, units: number): T =>
  ops.constant(0, [ops.shapeOf(input)[0] ?? 0, units]);

/** "4·(32 + 64 + 1)·64 = 24832 parameters", for one direction or both. */
export function recurrentArithmetic(
  features: number,
  { units, bidirectional, bias }: { units: number; bidirectional: boolean; bias: boolean | Call },
  gates: number,
  extra = 0,
): string {
  const factor = (bidirectional ? 2 : 1) * gates;
  const rows = features + units + (bias === false ? 0 : 1);
  const more = (bidirectional ? 2 : 1) * extra;
  const product = `${factor === 1 ? "" : `${factor}·`}(${features} + ${units}${bias === false ? "" : " + 1"})·${units}`;
  return `${product}${more === 0 ? "" : ` + ${more}`} = ${factor * rows * units + more} parameters`;
}
