/** Random programs: graphs of elementwise chains, movements, reductions, products and windows over small odd shapes. */

import type { GraphNode, Program } from "../../../engine/graph/graph.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace, type Tracer } from "../../../engine/graph/trace.ts";
import { type Conv2dWindow, elementsOf, type PoolWindow, type TensorShape } from "../../../engine/ops/ops.ts";
import { drawKey, randomUniform } from "../../../engine/ops/random.ts";

export interface Dice {
  /** A number in [low, high). */
  number(low: number, high: number): number;
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  pick<T>(options: readonly T[]): T;
}

export function dice(seed: number): Dice {
  const key = drawKey(seed, 0, 77);
  let drawn = 0;
  const uniform = (): number => randomUniform(key, drawn++);
  const whole = (low: number, high: number): number => low + Math.floor(uniform() * (high - low + 1));
  return {
    number: (low, high) => low + uniform() * (high - low),
    whole,
    pick: (options) => options[whole(0, options.length - 1)]!,
  };
}

const SIZES: readonly number[] = [1, 1, 2, 3, 4, 5, 7, 8, 10, 13, 17];

/** A graph of about `count` ops over a few leaves, some of its values as outputs and some as updates of states. */
export function randomProgram(seed: number, count: number): Program {
  const roll = dice(seed);
  const tracer = startTrace();
  const values: GraphNode[] = [];
  for (let leaf = 0; leaf < roll.whole(1, 3); leaf++) {
    const shape = Array.from({ length: roll.whole(0, 4) }, () => roll.pick(SIZES));
    const small = elementsOf(shape) <= 4000 ? shape : shape.slice(0, 2);
    values.push(tracer.leaf(roll.pick(["weight", "state", "batch"]), `leaf${leaf}`, small));
  }
  values.push(tracer.leaf("setting", "rate", []));
  for (let turn = 0; turn < count; turn++) {
    const made = roll.pick(MAKERS)(tracer, roll, values);
    if (made !== undefined && elementsOf(made.shape) <= 6000) values.push(bounded(tracer, made));
  }
  const outputs: Record<string, GraphNode> = { last: values[values.length - 1]! };
  for (let output = 0; output < 3; output++) outputs[`output${output}`] = roll.pick(values);
  const updates: Record<string, GraphNode> = {};
  for (const leaf of values.filter(
    (value) => value.kind === "leaf" && (value.role === "weight" || value.role === "state"),
  )) {
    const fitting = values.filter((value) => value.shape.join() === leaf.shape.join());
    if (leaf.kind === "leaf") updates[leaf.name] = roll.pick(fitting);
  }
  const procedure = makeProcedure("only", tracer, { outputs, updates });
  const present = new Set(
    procedure.graph.nodes.map((node) => (node.kind === "leaf" ? node.name : undefined)),
  );
  const kept = Object.entries(procedure.updates).filter(([name]) => present.has(name));
  return { procedures: [{ ...procedure, updates: Object.fromEntries(kept) }] };
}

/** Keeps magnitudes near 1, so that differences stay differences of rounding. */
function bounded({ ops }: Tracer, node: GraphNode): GraphNode {
  return node.kind === "op" && ["exp", "expm1", "mul", "matmul", "sum", "div", "conv2d"].includes(node.op)
    ? ops.tanh(node)
    : node;
}

const EXACT: readonly string[] = [
  "neg",
  "abs",
  "maximum",
  "minimum",
  "greater",
  "greaterEqual",
  "equal",
  "reshape",
  "permute",
  "broadcast",
  "slice",
  "pad",
  "concat",
  "max",
  "oneHot",
  "uniform",
  "constant",
  "maxPool2d",
];

/** Whether a value is the same in single and double precision: others may fall on either side of a comparison. */
const isExact = (tracer: Tracer, node: GraphNode): boolean =>
  node.kind === "leaf" ||
  (EXACT.includes(node.op) && node.inputs.every((id) => isExact(tracer, tracer.nodes[id]!)));

const exactOnes = (tracer: Tracer, values: readonly GraphNode[]): readonly GraphNode[] =>
  values.filter((value) => isExact(tracer, value));

type Maker = (tracer: Tracer, roll: Dice, values: readonly GraphNode[]) => GraphNode | undefined;

const MAKERS: readonly Maker[] = [
  ({ ops }, roll, values) =>
    roll.pick([ops.neg, ops.tanh, ops.abs, ops.erf, ops.exp, ops.expm1] as const)(roll.pick(values)),
  ({ ops }, roll, values) => {
    const positive = ops.add(ops.abs(roll.pick(values)), ops.constant(0.5));
    return roll.pick([ops.sqrt, ops.log, ops.log1p] as const)(positive);
  },
  binary,
  binary,
  binary,
  (tracer, roll, values) => {
    const { ops } = tracer;
    const x = roll.pick(exactOnes(tracer, values));
    return ops.select(ops.greater(x, ops.constant(0.125)), ops.exp(x), ops.constant(roll.number(-1, 1)));
  },
  comparison,
  ({ ops }, roll, values) => {
    const x = roll.pick(values);
    return ops.reshape(x, reshaped(x.shape, roll));
  },
  ({ ops }, roll, values) => {
    const x = roll.pick(values);
    return ops.permute(x, shuffled(x.shape.length, roll));
  },
  ({ ops }, roll, values) => {
    const x = roll.pick(values);
    const shape = x.shape.map((size) => (size === 1 ? roll.pick(SIZES) : size));
    return ops.broadcast(
      x,
      roll.whole(0, 2) === 0 && shape.length < 4 ? [roll.pick(SIZES), ...shape] : shape,
    );
  },
  ({ ops }, roll, values) => {
    const x = withAxis(values, roll);
    if (x === undefined) return undefined;
    const axis = roll.whole(0, x.shape.length - 1);
    const start = roll.whole(0, x.shape[axis]! - 1);
    return ops.slice(x, axis, start, roll.whole(start + 1, x.shape[axis]!));
  },
  ({ ops }, roll, values) => {
    const x = roll.pick(values);
    const padding = x.shape.map(() => [roll.whole(0, 2), roll.whole(0, 2)] as const);
    return ops.pad(x, padding, roll.pick([0, -1.5]));
  },
  ({ ops }, roll, values) => {
    const x = withAxis(values, roll);
    if (x === undefined) return undefined;
    const fitting = values.filter((value) => value.shape.join() === x.shape.join());
    return ops.concat([x, roll.pick(fitting), x], roll.whole(0, x.shape.length - 1));
  },
  reduction,
  reduction,
  product,
  product,
  convolution,
  pooling,
  (tracer, roll, values) => {
    const { ops } = tracer;
    const index = ops.add(
      ops.greater(roll.pick(exactOnes(tracer, values)), ops.constant(0)),
      ops.constant(1),
    );
    return index.shape.length < 4 ? ops.oneHot(index, roll.whole(1, 5)) : undefined;
  },
  ({ ops }, roll) =>
    ops.uniform(
      Array.from({ length: roll.whole(0, 3) }, () => roll.pick(SIZES)),
      roll.whole(0, 3),
    ),
];

function binary({ ops }: Tracer, roll: Dice, values: readonly GraphNode[]): GraphNode {
  const a = roll.pick(values);
  const fitting = values.filter((value) => canBroadcast(a.shape, value.shape));
  const b = roll.whole(0, 4) === 0 ? ops.constant(roll.number(-2, 2)) : roll.pick(fitting);
  const name = roll.pick(["add", "sub", "mul", "maximum", "minimum", "div"] as const);
  if (name === "div") return ops.div(a, ops.add(ops.abs(b), ops.constant(0.5)));
  return roll.whole(0, 1) === 0 ? ops[name](a, b) : ops[name](b, a);
}

function comparison(tracer: Tracer, roll: Dice, all: readonly GraphNode[]): GraphNode {
  const values = exactOnes(tracer, all);
  const a = roll.pick(values);
  const b = roll.pick(values.filter((value) => canBroadcast(a.shape, value.shape)));
  return tracer.ops[roll.pick(["greater", "greaterEqual", "equal"] as const)](a, b);
}

const canBroadcast = (a: TensorShape, b: TensorShape): boolean =>
  Array.from(
    { length: Math.min(a.length, b.length) },
    (_, place) => [a[a.length - 1 - place]!, b[b.length - 1 - place]!] as const,
  ).every(([x, y]) => x === y || x === 1 || y === 1);

function reduction({ ops }: Tracer, roll: Dice, values: readonly GraphNode[]): GraphNode {
  const x = roll.pick(values);
  const axes = x.shape.map((_, axis) => axis).filter(() => roll.whole(0, 1) === 0);
  return roll.whole(0, 2) === 0 ? ops.max(x, axes) : ops.sum(x, axes);
}

function product({ ops }: Tracer, roll: Dice, values: readonly GraphNode[]): GraphNode | undefined {
  const x = values.filter((value) => value.shape.length >= 2);
  if (x.length === 0) return undefined;
  const a = roll.pick(x);
  const transposeA = roll.whole(0, 1) === 0;
  const transposeB = roll.whole(0, 1) === 0;
  const k = transposeA ? a.shape.at(-2)! : a.shape.at(-1)!;
  const n = roll.pick(SIZES);
  const outer = roll.whole(0, 1) === 0 ? a.shape.slice(0, -2) : [];
  const other = ops.sub(
    ops.uniform([...outer, ...(transposeB ? [n, k] : [k, n])], roll.whole(0, 9)),
    ops.constant(0.5),
  );
  const fitting = x.filter(({ shape }) => shape.length === 2 && (transposeB ? shape[1] : shape[0]) === k);
  return ops.matmul(a, fitting.length > 0 && roll.whole(0, 1) === 0 ? roll.pick(fitting) : other, {
    a: transposeA,
    b: transposeB,
  });
}

/** An image made from whatever there is, by padding it with random numbers. */
function imageFrom({ ops }: Tracer, roll: Dice, values: readonly GraphNode[], channels: number): GraphNode {
  const shape = [roll.whole(1, 3), channels, roll.whole(3, 9), roll.whole(3, 14)];
  const noise = ops.sub(ops.uniform(shape, roll.whole(0, 9)), ops.constant(0.5));
  const scalars = values.filter((value) => value.shape.length === 0);
  return scalars.length > 0 ? ops.add(noise, roll.pick(scalars)) : noise;
}

function convolution(tracer: Tracer, roll: Dice, values: readonly GraphNode[]): GraphNode {
  const { ops } = tracer;
  const groups = roll.pick([1, 1, 2]);
  const image = imageFrom(tracer, roll, values, groups * roll.whole(1, 3));
  const [, channels, height, width] = image.shape as [number, number, number, number];
  const window: Conv2dWindow = {
    stride: [roll.whole(1, 2), roll.whole(1, 3)],
    padding: [
      [roll.whole(0, 2), roll.whole(0, 1)],
      [roll.whole(0, 1), roll.whole(0, 2)],
    ],
    dilation: [roll.pick([1, 1, 2]), roll.pick([1, 1, 2])],
    groups,
  };
  const size = [roll.whole(1, height >= 5 ? 3 : 2), roll.whole(1, width >= 8 ? 4 : 2)];
  const kernelShape = [groups * roll.whole(1, 5), channels / groups, ...size];
  const kernel = ops.sub(ops.uniform(kernelShape, roll.whole(10, 19)), ops.constant(0.5));
  const output = ops.conv2d(image, kernel, window);
  const gradient = ops.tanh(output);
  return roll.pick([
    () => output,
    () => ops.conv2dImageGradient(gradient, kernel, window, image.shape),
    () => ops.conv2dKernelGradient(image, gradient, window, kernelShape),
  ])();
}

function pooling(tracer: Tracer, roll: Dice, values: readonly GraphNode[]): GraphNode {
  const { ops } = tracer;
  const isGradient = roll.whole(0, 1) === 0;
  const image = imageFrom(tracer, roll, isGradient ? [] : values, roll.whole(1, 3));
  const kernel = [roll.whole(1, 3), roll.whole(1, 3)] as const;
  const pad = (size: number) => [roll.whole(0, size - 1), roll.whole(0, size - 1)] as const;
  const window: PoolWindow = {
    kernel,
    stride: roll.whole(0, 1) === 0 ? kernel : [roll.whole(1, 2), roll.whole(1, 3)],
    padding:
      roll.whole(0, 1) === 0
        ? [
            [0, 0],
            [0, 0],
          ]
        : [pad(kernel[0]), pad(kernel[1])],
  };
  const output = ops.maxPool2d(image, window);
  return isGradient ? ops.maxPool2dGradient(image, output, ops.tanh(output), window) : output;
}

const withAxis = (values: readonly GraphNode[], roll: Dice): GraphNode | undefined => {
  const fitting = values.filter((value) => value.shape.length > 0);
  return fitting.length > 0 ? roll.pick(fitting) : undefined;
};

function shuffled(count: number, roll: Dice): number[] {
  const order = Array.from({ length: count }, (_, place) => place);
  for (let place = count - 1; place > 0; place--) {
    const other = roll.whole(0, place);
    [order[place], order[other]] = [order[other]!, order[place]!];
  }
  return order;
}

/** Merges neighbouring axes, splits an even one, adds a 1. */
function reshaped(shape: TensorShape, roll: Dice): TensorShape {
  const sizes = [...shape];
  if (sizes.length >= 2 && roll.whole(0, 1) === 0) {
    const at = roll.whole(0, sizes.length - 2);
    sizes.splice(at, 2, sizes[at]! * sizes[at + 1]!);
  }
  const even = sizes.findIndex((size) => size > 2 && size % 2 === 0);
  if (even >= 0 && sizes.length < 4 && roll.whole(0, 1) === 0) sizes.splice(even, 1, 2, sizes[even]! / 2);
  if (sizes.length < 4 && roll.whole(0, 2) === 0) sizes.splice(roll.whole(0, sizes.length), 0, 1);
  return sizes;
}
