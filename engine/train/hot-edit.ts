/** An edit while a network trains: what was learned so far goes on in the edited network wherever it still fits. */
import type { Experiment } from "../../network/experiment.ts";
import type { ConcreteNetwork, NetworkWeight, Step } from "../../network/network.ts";
import { optimizers } from "../../training/index.ts";
import { elementsOf } from "../ops/ops.ts";
import { attributesOf } from "./attributes.ts";
import { type EditReport, reportEdit } from "./edit-report.ts";
import { initialValues } from "./initialise.ts";
import { known } from "./lookup.ts";
import { type Matches, matchSteps } from "./match-steps.ts";
import { MISTAKES } from "./mistakes.ts";
import { correctsMistakes } from "./objective.ts";
import type { SavedRun } from "./run.ts";
import { RATE, startsOfSchedule } from "./schedule.ts";
import { mapUnits } from "./unit-maps.ts";
import { startsOfUpdates } from "./updates.ts";
import { mapWeight, type WeightAxis } from "./weight-maps.ts";

export interface CarriedOver extends EditReport {
  /** Where a run of the edited experiment goes on. */
  readonly saved: SavedRun;
}

/**
 * Weights and what the optimizer remembers of them go on by the labels of their layers, then by order and kind. New
 * units start by their initialiser and are read with weights of 0, so that dense, convolutional and recurrent layers
 * become wider without changing what the network computes; narrower layers keep their first units.
 */
export function carryOver(before: Experiment, saved: SavedRun, after: Experiment): CarriedOver {
  const matches = matchSteps(before.network, after.network);
  const sources = sourcesOf(before.network, after.network, matches);
  const weights = Object.fromEntries(
    after.network.weights.map((weight) => {
      const start = initialValues(weight, after.training.seed);
      const source = sources.get(weight.name);
      return [weight.name, source === undefined ? start : moved(saved, source, weight, start)];
    }),
  );
  const tensors = {
    ...weights,
    ...momentsOf(before, saved, after, sources),
    ...countersOf(before, saved, after),
  };
  return {
    saved: { step: saved.step, tensors },
    ...reportEdit({ before, after, matches, kept: new Set(sources.keys()) }),
  };
}

/** Where a weight's numbers come from. */
interface Source {
  /** The weight's name before the edit. */
  readonly name: string;
  /** For each use of the weight, for it may be shared: the same numbers, but other new ones may have to start at 0. */
  readonly uses: readonly (readonly WeightAxis[])[];
}

/** By the name of the weight after the edit. */
function sourcesOf(
  before: ConcreteNetwork,
  after: ConcreteNetwork,
  matches: Matches,
): ReadonlyMap<string, Source> {
  const maps = mapUnits(before, after, matches);
  const oldWeights = new Map(before.weights.map((weight) => [weight.name, weight]));
  const newWeights = new Map(after.weights.map((weight) => [weight.name, weight]));
  const sources = new Map<string, Source>();
  const addUse = (step: Step<number>, old: Step<number>, own: string): void => {
    const [use, oldUse] = [step.weights[own], old.weights[own]];
    if (oldUse === undefined || oldUse.transposed !== use.transposed) return;
    const weight = known(oldWeights, oldUse.name, "a weight");
    const { shape } = known(newWeights, use.name, "a weight");
    const turn = <V>(axes: readonly V[]) => (use.transposed === true ? axes.toReversed() : axes);
    const input = maps.get(step.inputs[0]);
    const axes = mapWeight({ step, old, own, before: turn(weight.shape), after: turn(shape), input });
    const earlier = sources.get(use.name);
    if (axes === undefined || (earlier !== undefined && earlier.name !== oldUse.name)) return;
    sources.set(use.name, { name: oldUse.name, uses: [...(earlier?.uses ?? []), turn(axes)] });
  };
  for (const step of after.steps) {
    const old = matches.get(step.name);
    if (old !== undefined) for (const own of Object.keys(step.weights)) addUse(step, old, own);
  }
  return sources;
}

/** The tensor after the edit: kept numbers from before it, new ones from `start`, those that a new unit is read with 0. */
function moved(
  saved: SavedRun,
  { name, uses }: Source,
  { shape }: Pick<NetworkWeight<number>, "shape">,
  start: Float32Array,
): Float32Array {
  const old = known(new Map(Object.entries(saved.tensors)), name, "a saved tensor");
  const [first] = uses;
  const places = shape.map(() => 0);
  return start.map((fresh, index) => {
    let rest = index;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      places[axis] = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    const place = placeBefore(first, places);
    if (place !== undefined) return old[place];
    return uses.some((axes) => isSilent(axes, places)) ? 0 : fresh;
  });
}

function placeBefore(axes: readonly WeightAxis[], places: readonly number[]): number | undefined {
  let place = 0;
  for (const [axis, { before, places: sources }] of axes.entries()) {
    const source = sources[places[axis]];
    if (source === undefined) return undefined;
    place = place * before + source;
  }
  return place;
}

/** A number that an old unit reads a new one with. */
const isSilent = (axes: readonly WeightAxis[], places: readonly number[]): boolean =>
  axes.some(
    ({ startsSilent, places: sources }, axis) => startsSilent && sources[places[axis]] === undefined,
  ) &&
  axes.every(
    ({ startsSilent, places: sources }, axis) => startsSilent || sources[places[axis]] !== undefined,
  );

/** What the optimizer remembers of each weight goes on with the weight; of new numbers it remembers nothing. */
function momentsOf(
  before: Experiment,
  saved: SavedRun,
  after: Experiment,
  sources: ReadonlyMap<string, Source>,
): Readonly<Record<string, Float32Array>> {
  const { optimizer } = after.training;
  const isSame = before.training.optimizer.name === optimizer.name;
  const momentOf = (weight: NetworkWeight<number>, path: string, first: number): Float32Array => {
    const start = new Float32Array(elementsOf(weight.shape)).fill(first);
    const source = sources.get(weight.name);
    if (!isSame || source === undefined) return start;
    const name = `${source.name}${path.slice(weight.name.length)}`;
    const isThere = saved.tensors[name] !== undefined;
    return isThere ? moved(saved, { name, uses: plain(source) }, weight, start) : start;
  };
  const learned = after.network.weights.filter(({ role, frozen }) => role !== "state" && !frozen);
  return Object.fromEntries(
    learned.flatMap((weight) =>
      Object.entries(startsOfUpdates(optimizer, [weight.name]))
        .filter(([path]) => path.startsWith(`${weight.name}/`))
        .map(([path, first]) => [path, momentOf(weight, path, first)] as const),
    ),
  );
}

/** Nothing has to start at 0 in what is remembered. */
const plain = ({ uses }: Source): Source["uses"] =>
  uses.map((axes) => axes.map((axis) => ({ ...axis, startsSilent: false })));

/** Single numbers: how far optimizer and schedule are, the rate (also one set by hand, until another is written), the mistakes so far. */
function countersOf(before: Experiment, saved: SavedRun, after: Experiment): Record<string, Float32Array> {
  const { optimizer, schedule } = after.training;
  const isSameOptimizer = before.training.optimizer.name === optimizer.name;
  const isSameSchedule = before.training.schedule?.name === schedule?.name;
  const number = (isKept: boolean, name: string, start: number): readonly [string, Float32Array] => [
    name,
    (isKept ? saved.tensors[name] : undefined) ?? Float32Array.of(start),
  ];
  const counts = Object.entries(startsOfUpdates(optimizer, []));
  const schedules = Object.entries(startsOfSchedule(schedule));
  const rate = rateOf(after);
  return Object.fromEntries([
    ...counts.map(([name, start]) => number(isSameOptimizer, name, start)),
    // A schedule that is new counts the steps done before it came.
    ...schedules.map(([name, start]) =>
      number(isSameSchedule, name, name === "#schedule.step" ? saved.step : start),
    ),
    number(isSameOptimizer && rateOf(before) === rate, RATE, rate),
    ...(correctsMistakes(after) ? [number(true, MISTAKES, 0)] : []),
  ]);
}

const rateOf = ({ training: { optimizer } }: Experiment): number =>
  Number(attributesOf(known(optimizers, optimizer.name, "an optimizer"), optimizer).lr);
