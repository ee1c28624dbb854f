/** Runs a layer kind's computation in any reading of the ops: shapes, cost, values, a graph. */
import { type Call, withFallbacks } from "../catalog/attribute.ts";
import { assert } from "../engine/ops/assert.ts";
import { countingOps } from "../engine/ops/interpret.ts";
import type { Ops, TensorShape } from "../engine/ops/ops.ts";
import { findActivation } from "./activations/index.ts";
import type { AttributeValues } from "./apply.ts";
import type { Forwarded, LayerKind } from "./define.ts";
import { isCall } from "./initial.ts";
import { matchPattern } from "./pattern.ts";

export interface ForwardInput<T> {
  /** Tensors with the batch axis in front. */
  readonly inputs: readonly T[];
  /** By the kind's own names, transposed already where they are tied. */
  readonly weights: Readonly<Record<string, T>>;
  readonly state?: Readonly<Record<string, T>>;
  /** Checked, all sizes numbers, with fallbacks filled in. */
  readonly attributes: AttributeValues;
  readonly training: boolean;
  readonly stream: number;
}

/** The output, and the new states of a kind that has any. The input must fit: `applyLayer` says whether it does. */
export function forwardLayer<T>(ops: Ops<T>, kind: LayerKind, call: ForwardInput<T>): Forwarded<T, string> {
  const [input] = call.inputs;
  assert(input !== undefined, "a layer has an input");
  const match = matchPattern(kind.input, ops.shapeOf(input).slice(1));
  assert(match !== undefined, `the input of ${kind.name} has the axes ${kind.input}`);
  const result = kind.forward(ops, {
    ...call,
    input,
    state: call.state ?? {},
    axes: match.axes,
    // The kind's declaration says what these are; the checker made them so.
    attributes: call.attributes as never,
    activate: (x) => activate(ops, call, x),
  });
  // A kind returns states exactly if it declares them.
  return kind.state === undefined ? { output: result as T, state: {} } : (result as Forwarded<T, string>);
}

/** Floating-point operations of one row's forward pass. */
export function countOperations(
  kind: LayerKind,
  inputs: readonly TensorShape[],
  weights: Readonly<Record<string, TensorShape>>,
  attributes: AttributeValues,
  state: Readonly<Record<string, TensorShape>> = {},
): number {
  const { ops, operations } = countingOps();
  const rows = inputs.map((shape) => [1, ...shape]);
  forwardLayer(ops, kind, { inputs: rows, weights, state, attributes, training: false, stream: 0 });
  return operations();
}

function activate<T>(ops: Ops<T>, { attributes }: ForwardInput<T>, x: T): T {
  return isCall(attributes.activation) ? applyActivation(ops, attributes.activation, x) : x;
}

/** An activation without weights, applied to a tensor with the batch in front. */
export function applyActivation<T>(ops: Ops<T>, call: Call, x: T): T {
  const kind = findActivation(call.name);
  assert(kind !== undefined, `${call.name} is an activation without weights`);
  const attributes = withFallbacks(kind.attributes, call.attributes);
  // Activations do the same in training and after, and draw no random numbers.
  const once = { inputs: [x], weights: {}, attributes, training: false, stream: 0 };
  return forwardLayer(ops, kind, once).output;
}
