/** Which part of the input a unit can see, worked out from the windows between the two. */
import { withFallbacks } from "../../catalog/attribute.ts";
import { findLayer } from "../../layers/index.ts";
import { padWindows } from "../../layers/window.ts";
import type { ConcreteNetwork, Step } from "../../network/network.ts";
import { assert } from "../ops/assert.ts";
import type { TensorShape } from "../ops/ops.ts";
import { known } from "../train/lookup.ts";

/** The first and the last place along one axis. */
export interface Reach {
  readonly first: number;
  readonly last: number;
}

/** One reach an axis, without the batch: the smallest box that holds everything the unit can see. */
export type Field = readonly Reach[];

/** The field of one unit in the network's first input; `undefined` if the unit does not depend on it. */
export function receptiveField(network: ConcreteNetwork, tensor: string, unit: number): Field | undefined {
  const [input] = network.inputs;
  const shapes = new Map([...network.inputs, ...network.steps].map(({ name, shape }) => [name, shape]));
  const places = placesOf(unit, known(shapes, tensor, "a tensor"));
  const fields = new Map<string, Field>([[tensor, places.map((place) => ({ first: place, last: place }))]]);
  for (const step of network.steps.toReversed()) {
    const field = fields.get(step.name);
    if (field === undefined) continue;
    step.inputs.forEach((name, place) => {
      const seen = seenBy(step, field, place);
      if (seen === undefined) return;
      const before = fields.get(name);
      fields.set(name, before === undefined ? seen : before.map((reach, axis) => around(reach, seen[axis])));
    });
  }
  return fields.get(input.name);
}

function placesOf(unit: number, shape: TensorShape): readonly number[] {
  let rest = unit;
  return shape
    .toReversed()
    .map((size) => {
      const place = rest % size;
      rest = Math.floor(rest / size);
      return place;
    })
    .toReversed();
}

const around = (a: Reach, b: Reach): Reach => ({
  first: Math.min(a.first, b.first),
  last: Math.max(a.last, b.last),
});

const whole = (shape: TensorShape): Field => shape.map((size) => ({ first: 0, last: size - 1 }));

/** What the outputs in a field see of one of the step's inputs; nothing if none of them looks at it. */
function seenBy(step: Step<number>, field: Field, place: number): Field | undefined {
  const shape = step.inputShapes[place];
  if (WINDOWED.has(step.kind)) return seenThroughWindows(step, field, shape);
  if (POINTWISE.has(step.kind) && shape.length === step.shape.length) {
    return field.map((reach, axis) => (shape[axis] === 1 ? { first: 0, last: 0 } : reach));
  }
  switch (step.kind) {
    case "dense":
      return [...field.slice(0, -1), ...whole(shape.slice(-1))];
    case "flatten":
      return unflatten(field[0], shape);
    case "concat":
      return partOf(step, field, place);
    case "global_avg_pool":
    case "global_max_pool":
      return [field[0], ...whole(shape.slice(1))];
    case "rnn":
    case "lstm":
    case "gru":
    case "lif":
      return seenInTime(step, field, shape);
    default:
      return whole(shape);
  }
}

const WINDOWED: ReadonlySet<string> = new Set([
  ...["conv1d", "conv2d", "conv3d", "depthwise_conv2d"],
  ...["max_pool1d", "max_pool2d", "max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d"],
]);

/** Each output looks at the inputs in its own place alone, when a network is not being trained. */
const POINTWISE: ReadonlySet<string> = new Set([
  ...["+", "-", "*", "/", "batch_norm", "dropout", "gaussian_noise", "prelu"],
  ...["relu", "leaky_relu", "elu", "selu", "gelu", "swish", "mish", "softplus", "softsign"],
  ...["sigmoid", "tanh", "hard_sigmoid", "hard_swish", "identity", "step"],
]);

const numbers = (value: unknown, axes: number): readonly number[] =>
  Array.isArray(value) ? (value as readonly number[]) : new Array<number>(axes).fill(1);

function seenThroughWindows(
  { kind, attributes: written }: Step<number>,
  field: Field,
  shape: TensorShape,
): Field {
  const sizes = shape.slice(1);
  const layer = findLayer(kind);
  assert(layer !== undefined, `there is a layer kind "${kind}"`);
  const attributes = withFallbacks(layer.attributes, written);
  const [kernel, dilation] = [attributes.kernel, attributes.dilation].map((each) =>
    numbers(each, sizes.length),
  );
  // Pooling windows lie side by side unless the source says otherwise.
  const stride = attributes.stride === undefined ? kernel : numbers(attributes.stride, sizes.length);
  const given = attributes.padding as Parameters<typeof padWindows>[0]["padding"] | undefined;
  const padding = padWindows({ sizes, kernel, stride, padding: given ?? [], dilation });
  const sides = sizes.map((size, axis): Reach => {
    const { first, last } = field[axis + 1];
    const [before] = padding[axis];
    const reach = (kernel[axis] - 1) * dilation[axis];
    return {
      first: Math.max(0, first * stride[axis] - before),
      last: Math.min(size - 1, last * stride[axis] - before + reach),
    };
  });
  return [channelsOf(kind, attributes, field[0], shape[0]), ...sides];
}

/** Convolutions see all channels of their group, pooling its own channel. */
function channelsOf(
  kind: string,
  { groups, multiplier, filters }: Readonly<Record<string, unknown>>,
  { first, last }: Reach,
  channels: number,
): Reach {
  if (!kind.includes("conv")) return { first, last };
  const split = kind === "depthwise_conv2d" ? channels : typeof groups === "number" ? groups : 1;
  const outputs = kind === "depthwise_conv2d" ? channels * Number(multiplier ?? 1) : Number(filters);
  const groupOf = (filter: number) => Math.floor((filter * split) / outputs);
  const inGroup = channels / split;
  return { first: groupOf(first) * inGroup, last: (groupOf(last) + 1) * inGroup - 1 };
}

/** The smallest box around a stretch of the flat axis. */
function unflatten({ first, last }: Reach, shape: TensorShape): Field {
  const [from, to] = [placesOf(first, shape), placesOf(last, shape)];
  const differs = from.findIndex((place, axis) => place !== to[axis]);
  return shape.map((size, axis) =>
    differs >= 0 && axis > differs ? { first: 0, last: size - 1 } : { first: from[axis], last: to[axis] },
  );
}

function partOf({ attributes, inputShapes }: Step<number>, field: Field, place: number): Field | undefined {
  const given = Number(attributes.axis ?? 0);
  const axis = given < 0 ? field.length + given : given;
  const start = inputShapes.slice(0, place).reduce((sum, shape) => sum + shape[axis], 0);
  const size = inputShapes[place][axis];
  const [first, last] = [field[axis].first - start, field[axis].last - start];
  if (last < 0 || first >= size) return undefined;
  return field.with(axis, { first: Math.max(0, first), last: Math.min(size - 1, last) });
}

/** Units that read forwards have seen everything up to their time, those that read backwards everything from it on. */
function seenInTime({ attributes, shape: output }: Step<number>, field: Field, shape: TensorShape): Field {
  const [time, features] = whole(shape);
  if (output.length === 1) return [time, features];
  const [now, units] = field;
  const half = attributes.bidirectional === true ? output[1] / 2 : output[1];
  return [
    { first: units.first < half ? 0 : now.first, last: units.last < half ? now.last : time.last },
    features,
  ];
}
