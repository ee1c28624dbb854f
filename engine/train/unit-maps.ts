/** Where the units of every tensor of an edited network were before the edit. */
import type { ConcreteNetwork, Step } from "../../network/network.ts";
import type { TensorShape } from "../ops/ops.ts";
import type { Matches } from "./match-steps.ts";

/** One axis: for each place after the edit its place before; `undefined` for what is new. */
export interface AxisMap {
  /** The size before. */
  readonly before: number;
  readonly places: readonly (number | undefined)[];
}

/** One map an axis, without the batch. */
export type UnitMap = readonly AxisMap[];

/** The first places are the same ones. */
export const front = (before: number, after: number): AxisMap => ({
  before,
  places: Array.from({ length: after }, (_, place) => (place < before ? place : undefined)),
});

/** Several parts one behind the other, as the gates of a recurrent layer are. */
export const joined = (parts: readonly AxisMap[]): AxisMap => {
  let start = 0;
  const places: (number | undefined)[] = [];
  for (const part of parts) {
    const offset = start;
    places.push(...part.places.map((place) => (place === undefined ? undefined : offset + place)));
    start += part.before;
  }
  return { before: start, places };
};

/** Two axes as one: the places of the second lie together. */
const product = (outer: AxisMap, inner: AxisMap): AxisMap => ({
  before: outer.before * inner.before,
  places: outer.places.flatMap((a) =>
    inner.places.map((b) => (a === undefined || b === undefined ? undefined : a * inner.before + b)),
  ),
});

/** Every place becomes `count` places. */
export const repeated = (map: AxisMap, count: number): AxisMap => product(map, front(count, count));

export const isSameMap = (a: AxisMap, b: AxisMap): boolean =>
  a.before === b.before && a.places.join() === b.places.join();

/** The units of each tensor, by its name; nothing for a tensor whose units cannot be told. */
export function mapUnits(
  before: ConcreteNetwork,
  after: ConcreteNetwork,
  matches: Matches,
): ReadonlyMap<string, UnitMap> {
  const maps = new Map<string, UnitMap>();
  after.inputs.forEach(({ name, shape }, place) => {
    const old = before.inputs.find((input) => input.name === name) ?? before.inputs[place];
    if (old?.shape.length === shape.length) maps.set(name, frontOf(old.shape, shape));
  });
  for (const step of after.steps) {
    const inputs = step.inputs.map((name) => maps.get(name));
    const map = mapStep(step, matches.get(step.name), inputs);
    if (map?.length === step.shape.length) maps.set(step.name, map);
  }
  return maps;
}

const frontOf = (before: TensorShape, after: TensorShape): UnitMap =>
  after.map((size, axis) => front(before[axis], size));

function mapStep(
  step: Step<number>,
  old: Step<number> | undefined,
  inputs: readonly (UnitMap | undefined)[],
): UnitMap | undefined {
  if (hasOwnUnits(step.kind)) return old === undefined ? undefined : mapOwnUnits(step, old, inputs[0]);
  if (inputs.some((map) => map === undefined)) return undefined;
  const maps = inputs as readonly UnitMap[];
  const [first] = maps;
  const [shape] = step.inputShapes;
  switch (step.kind) {
    case "flatten":
      return first.length === 0 ? undefined : [first.reduce(product)];
    case "concat":
      return mapConcat(step, maps);
    case "depthwise_conv2d":
      return [repeated(first[0], step.shape[0] / shape[0]), ...sameSizes(step.shape.slice(1))];
    case "last":
      return first.slice(1);
    case "global_avg_pool":
    case "global_max_pool":
      return first.slice(0, 1);
    default:
      return mapThrough(step, maps);
  }
}

const sameSizes = (sizes: readonly number[]): UnitMap => sizes.map((size) => front(size, size));

const OWN_UNITS: ReadonlySet<string> = new Set([
  ...["dense", "embedding", "rnn", "lstm", "gru", "lif", "conv1d", "conv2d", "conv3d"],
  ...["conv_transpose1d", "conv_transpose2d"],
]);

/** Kinds whose size is written in the source, apart from that of what they read. */
export const hasOwnUnits = (kind: string): boolean => OWN_UNITS.has(kind);

/** Which axis of its output holds a kind's own units. */
export const axisOfUnits = ({ kind, shape }: Step<number>): number =>
  kind.startsWith("conv") ? 0 : shape.length - 1;

export const isBidirectional = ({ attributes }: Step<number>): boolean => attributes.bidirectional === true;

function mapOwnUnits(step: Step<number>, old: Step<number>, input: UnitMap | undefined): UnitMap | undefined {
  if (old.shape.length !== step.shape.length) return undefined;
  const own = axisOfUnits(step);
  return step.shape.map((size, axis) => {
    if (axis !== own) return step.kind === "dense" && input ? input[axis] : front(old.shape[axis], size);
    if (!isBidirectional(step) || !isBidirectional(old)) return front(old.shape[axis], size);
    const half = front(old.shape[axis] / 2, size / 2);
    return joined([half, half]);
  });
}

function mapConcat(step: Step<number>, maps: readonly UnitMap[]): UnitMap {
  const { axis } = step.attributes;
  const place = typeof axis !== "number" ? 0 : axis < 0 ? step.shape.length + axis : axis;
  return maps[0].map((map, at) => (at === place ? joined(maps.map((each) => each[at])) : map));
}

/** Axes whose size stays keep their units; windows and the like make places that have no counterpart but their number. */
function mapThrough(step: Step<number>, maps: readonly UnitMap[]): UnitMap | undefined {
  const fitting = maps.filter((_, place) => step.inputShapes[place].join() === step.shape.join());
  const [first] = fitting;
  if (first !== undefined) {
    const agree = fitting.every((map) => map.every((axis, place) => isSameMap(axis, first[place])));
    return agree ? first : undefined;
  }
  const [shape] = step.inputShapes;
  if (maps.length !== 1 || shape.length !== step.shape.length) return undefined;
  return step.shape.map((size, axis) => (size === shape[axis] ? maps[0][axis] : front(size, size)));
}
