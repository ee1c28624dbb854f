/** Which number of a weight before an edit each number of the weight after it is, layer kind by layer kind. */
import type { Step } from "../../network/network.ts";
import type { TensorShape } from "../ops/ops.ts";
import { type AxisMap, front, isBidirectional, joined, repeated, type UnitMap } from "./unit-maps.ts";

export interface WeightAxis extends AxisMap {
  /** What comes from a new unit starts at 0, so that the unit changes nothing at first. */
  readonly startsSilent: boolean;
}

/** One use of a weight by a step that goes on. */
export interface Use {
  readonly step: Step<number>;
  /** The step before the edit. */
  readonly old: Step<number>;
  /** The weight's name in its layer kind: "weight", "backward_input". */
  readonly own: string;
  readonly before: TensorShape;
  readonly after: TensorShape;
  /** The units of what the step reads, if they can be told. */
  readonly input: UnitMap | undefined;
}

/** A map for each axis of the weight; `undefined` where nothing of it can be kept. */
export function mapWeight(use: Use): readonly WeightAxis[] | undefined {
  const { before, after, step, old } = use;
  if (before.length !== after.length || isBidirectional(step) !== isBidirectional(old)) return undefined;
  switch (step.kind) {
    case "dense":
    case "lif":
      return use.own === "weight" ? [reads(use, 0, -1), own(use, 1)] : [own(use, 0)];
    case "conv1d":
    case "conv2d":
    case "conv3d":
      return mapConvolution(use, 0, 1);
    case "conv_transpose1d":
    case "conv_transpose2d":
      return mapConvolution(use, 1, 0);
    case "depthwise_conv2d":
      return mapDepthwise(use);
    case "rnn":
    case "lstm":
    case "gru":
      return mapRecurrent(use);
    case "batch_norm":
    case "instance_norm":
    case "group_norm":
    case "prelu":
      return after[0] === 1 && before[0] === 1 ? [own(use, 0)] : [follows(use, 0, 0)];
    case "layer_norm":
    case "rms_norm":
      return [follows(use, 0, -1)];
    case "positional":
      return [own(use, 0), follows(use, 1, -1)];
    default:
      return after.map((_, axis) => own(use, axis));
  }
}

/** The layer's own units: the first ones stay. */
const own = ({ before, after }: Use, axis: number): WeightAxis => ({
  ...front(before[axis], after[axis]),
  startsSilent: false,
});

/** An axis with one place for each unit of the input; by number where the input's units cannot be told. */
function follows(use: Use, axis: number, inputAxis: number): WeightAxis {
  const map = use.input?.at(inputAxis);
  const fits = map?.before === use.before[axis] && map.places.length === use.after[axis];
  return fits ? { ...map, startsSilent: false } : own(use, axis);
}

function reads(use: Use, axis: number, inputAxis: number): WeightAxis {
  return { ...follows(use, axis, inputAxis), startsSilent: true };
}

const groupsOf = ({ attributes: { groups } }: Step<number>): number =>
  typeof groups === "number" ? groups : 1;

/** Windows of another size have no place in common, and groups of another size none that mean the same. */
function mapConvolution(use: Use, filters: number, channels: number): readonly WeightAxis[] | undefined {
  const { before, after, step, old } = use;
  if (use.own === "bias") return [own(use, 0)];
  const isGrouped = groupsOf(step) > 1 || groupsOf(old) > 1;
  const same = after.map((size, axis) => size === before[axis]);
  if (isGrouped) return same.every(Boolean) ? after.map((_, axis) => own(use, axis)) : undefined;
  if (!same.slice(2).every(Boolean)) return undefined;
  return after.map((_, axis) => {
    if (axis === filters) return own(use, axis);
    return axis === channels ? reads(use, axis, 0) : own(use, axis);
  });
}

/** Each channel has as many windows of its own as the multiplier says. */
function mapDepthwise(use: Use): readonly WeightAxis[] | undefined {
  const { before, after, input, step } = use;
  const multiplier = step.shape[0] / step.inputShapes[0][0];
  if (use.old.shape[0] / use.old.inputShapes[0][0] !== multiplier) return undefined;
  if (after.slice(1).some((size, place) => size !== before[place + 1])) return undefined;
  const map = input === undefined ? undefined : repeated(input[0], multiplier);
  const channels =
    map?.before === before[0] && map.places.length === after[0]
      ? { ...map, startsSilent: false }
      : own(use, 0);
  return [channels, ...after.slice(1).map((_, place) => own(use, place + 1))];
}

/** Columns are gate after gate; what a new unit hands to the others through time starts at 0. */
function mapRecurrent(use: Use): readonly WeightAxis[] {
  const { before, after, step, old } = use;
  const halves = isBidirectional(step) ? 2 : 1;
  const [unitsBefore, unitsAfter] = [old, step].map(({ shape }) => (shape.at(-1) ?? 1) / halves);
  const last = after.length - 1;
  const gates = Array.from({ length: after[last] / unitsAfter }, () => front(unitsBefore, unitsAfter));
  const columns: WeightAxis = { ...joined(gates), startsSilent: false };
  if (columns.before !== before[last]) return after.map((_, axis) => own(use, axis));
  if (last === 0) return [columns];
  const isRecurrent = use.own.endsWith("recurrent");
  return [isRecurrent ? { ...own(use, 0), startsSilent: true } : reads(use, 0, -1), columns];
}
