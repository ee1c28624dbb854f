/** Golden recurrent layers: their outputs by our layers, their last states and given first states by the steps that the layers take. */
import { type AttributeValue, withFallbacks } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { gruStep, resetBeforeStep, splitRecurrent } from "../../layers/gru.ts";
import { findLayer } from "../../layers/index.ts";
import { lstmStep } from "../../layers/lstm.ts";
import { readSequence } from "../../layers/recurrent.ts";
import { rnnStep } from "../../layers/rnn.ts";
import type { GoldenCase } from "./case.ts";
import type { Given, Model, Results } from "./model.ts";

type Config = GoldenCase["config"];

/** The weights of one direction of one layer, in our layout. */
interface Direction<T> {
  readonly input: T;
  readonly recurrent: T;
  readonly bias: T;
  /** The bias that a GRU adds inside the reset gate's reach. */
  readonly recurrent_bias?: T;
}

export const recurrentModel =
  (given: GoldenCase): Model =>
  (ops, tensors) =>
    compute(ops, tensors, given);

function compute<T>(ops: Ops<T>, tensors: Given<T>, { op, config }: GoldenCase): Results<T> {
  const suffixes = config.bidirectional === true ? ["", "_reverse"] : [""];
  const last: { hidden: T; cell?: T }[] = [];
  let sequence: T = tensors.inputs.x!;
  for (let layer = 0; layer < Number(config.layers); layer++) {
    const weights = suffixes.map((suffix) => directionOf(ops, tensors, `l${layer}${suffix}`));
    const passes = weights.map((direction, way) =>
      pass(ops, op, config, direction, {
        input: sequence,
        initial: firstStates(ops, tensors, layer * suffixes.length + way, config),
        reverse: way === 1,
      }),
    );
    last.push(...passes.map((pass) => pass.last));
    sequence =
      tensors.inputs.h0 === undefined
        ? applyLayer(ops, op, config, sequence, weights)
        : ops.concat(
            passes.map((pass) => pass.sequence),
            2,
          );
  }
  const states = (name: "hidden" | "cell") =>
    ops.concat(
      last.map((each) => lead(ops, each[name]!)),
      0,
    );
  const outputs = { y: sequence, h_n: states("hidden") };
  return { outputs: op === "lstm" ? { ...outputs, c_n: states("cell") } : outputs };
}

interface Start<T> {
  readonly input: T;
  readonly initial: { readonly hidden: T; readonly cell: T };
  readonly reverse: boolean;
}

/** One direction of one layer, by the step that our layer takes. */
function pass<T>(
  ops: Ops<T>,
  op: string,
  config: Config,
  { input: weight, recurrent, bias, recurrent_bias: innerBias }: Direction<T>,
  { input, initial, reverse }: Start<T>,
): { readonly sequence: T; readonly last: { hidden: T; cell?: T } } {
  const reading = { input, weight, bias, reverse };
  const { hidden } = initial;
  if (op === "lstm") return readSequence(ops, lstmStep, { ...reading, initial, captured: { recurrent } });
  if (op === "rnn") {
    const step = rnnStep({ name: String(config.nonlinearity), attributes: {} });
    return readSequence(ops, step, { ...reading, initial: { hidden }, captured: { recurrent } });
  }
  if (innerBias !== undefined) {
    const captured = { recurrent, innerBias };
    return readSequence(ops, gruStep, { ...reading, initial: { hidden }, captured });
  }
  const captured = splitRecurrent(ops, recurrent);
  return readSequence(ops, resetBeforeStep, { ...reading, initial: { hidden }, captured });
}

/** Theirs are [gates · units, …], and all but one formula of the GRU have two biases. */
function directionOf<T>(ops: Ops<T>, { params }: Given<T>, name: string): Direction<T> {
  const weights = {
    input: ops.permute(params[`weight_ih_${name}`]!, [1, 0]),
    recurrent: ops.permute(params[`weight_hh_${name}`]!, [1, 0]),
  };
  const single = params[`bias_${name}`];
  if (single !== undefined) return { ...weights, bias: single };
  const [bias, other] = [params[`bias_ih_${name}`]!, params[`bias_hh_${name}`]!];
  const [width = 0] = ops.shapeOf(bias);
  const [units = 0] = ops.shapeOf(weights.recurrent);
  if (width !== 3 * units) return { ...weights, bias: ops.add(bias, other) };
  const outside = ops.pad(ops.slice(other, 0, 0, 2 * units), [[0, units]], 0);
  return { ...weights, bias: ops.add(bias, outside), recurrent_bias: ops.slice(other, 0, 2 * units, width) };
}

function firstStates<T>(
  ops: Ops<T>,
  { inputs }: Given<T>,
  place: number,
  config: Config,
): { readonly hidden: T; readonly cell: T } {
  const [batch = 1] = ops.shapeOf(inputs.x!);
  const shape = [batch, Number(config.hidden)];
  const first = (name: "h0" | "c0") => {
    const given = inputs[name];
    return given === undefined
      ? ops.constant(0, shape)
      : ops.reshape(ops.slice(given, 0, place, place + 1), shape);
  };
  return { hidden: first("h0"), cell: first("c0") };
}

function applyLayer<T>(
  ops: Ops<T>,
  op: string,
  config: Config,
  input: T,
  directions: readonly Direction<T>[],
): T {
  const kind = findLayer(op)!;
  const given: Record<string, AttributeValue> = {
    units: Number(config.hidden),
    bidirectional: config.bidirectional === true,
    ...(op === "lstm" ? { forget_bias: 0 } : {}),
    ...(op === "rnn" ? { activation: { name: String(config.nonlinearity), attributes: {} } } : {}),
    ...(op === "gru" ? { reset: config.reset_after === true ? "after" : "before" } : {}),
  };
  const weights = directions.flatMap((direction, way) =>
    Object.entries(direction).map(
      ([name, weight]) => [way === 0 ? name : `backward_${name}`, weight as T] as const,
    ),
  );
  return forwardLayer(ops, kind, {
    inputs: [input],
    weights: Object.fromEntries(weights),
    attributes: withFallbacks(kind.attributes, given),
    training: true,
    stream: 0,
  }).output;
}

/** [batch, units] → [1, batch, units] */
const lead = <T>(ops: Ops<T>, x: T): T => ops.reshape(x, [1, ...ops.shapeOf(x)]);
