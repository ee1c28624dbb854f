/** Says in words what an edit kept of a network in training, what it added and what it dropped. */
import type { Experiment } from "../../network/experiment.ts";
import type { ConcreteNetwork, Step } from "../../network/network.ts";
import { elementsOf } from "../ops/ops.ts";
import { type Matches, weighted } from "./match-steps.ts";
import { axisOfUnits, hasOwnUnits } from "./unit-maps.ts";

/** Sentences without a full stop, in the order of the network. */
export interface EditReport {
  readonly kept: readonly string[];
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

interface Edit {
  readonly before: Experiment;
  readonly after: Experiment;
  readonly matches: Matches;
  /** The weights after the edit that have numbers from before it. */
  readonly kept: ReadonlySet<string>;
}

export function reportEdit(edit: Edit): EditReport {
  const { before, after, matches } = edit;
  const lists: Lists = { kept: [], added: [], dropped: [] };
  for (const step of weighted(after.network)) {
    const old = matches.get(step.name);
    if (old === undefined) lists.added.push(`\`${step.name}\`: ${layerOf(step, after.network)}`);
    else reportStep(lists, step, old, edit.kept);
  }
  const goesOn = new Set([...matches.values()].map(({ name }) => name));
  for (const step of weighted(before.network)) {
    if (!goesOn.has(step.name)) lists.dropped.push(`\`${step.name}\`: ${layerOf(step, before.network)}`);
  }
  const [old, now] = [before.training.optimizer.name, after.training.optimizer.name];
  if (old !== now) {
    lists.added.push(`${now}, which remembers nothing yet`);
    lists.dropped.push(`what ${old} remembered`);
  }
  return lists;
}

type Lists = { readonly [List in keyof EditReport]: string[] };

function reportStep(
  { kept, added, dropped }: Lists,
  step: Step<number>,
  old: Step<number>,
  keptWeights: ReadonlySet<string>,
): void {
  const names = Object.values(step.weights).map(({ name }) => name);
  const isKept = names.some((name) => keptWeights.has(name));
  if (isKept) kept.push(keptOf(step, old));
  else dropped.push(`\`${old.name}\`: its weights, which no longer fit`);
  added.push(...names.filter((name) => !keptWeights.has(name)).map((name) => `\`${name}\` starts anew`));
  const gone = Object.entries(old.weights).filter(([own]) => isKept && step.weights[own] === undefined);
  dropped.push(...gone.map(([, { name }]) => `\`${name}\``));
  const change = hasOwnUnits(step.kind) ? unitsOf(step) - unitsOf(old) : 0;
  if (change > 0) added.push(`\`${step.name}\`: ${counted(change, "new unit")}`);
  if (change < 0) dropped.push(`\`${step.name}\`: its last ${counted(-change, "unit")}`);
}

function keptOf(step: Step<number>, old: Step<number>): string {
  const name = step.name === old.name ? `\`${step.name}\`` : `\`${step.name}\`, which was \`${old.name}\``;
  if (!hasOwnUnits(step.kind)) return name;
  const [before, after] = [unitsOf(old), unitsOf(step)];
  if (before === after) return `${name}: ${before === 1 ? "its unit" : `all ${before} units`}`;
  return `${name}: its first ${counted(Math.min(before, after), "unit")}`;
}

const unitsOf = (step: Step<number>): number => step.shape[axisOfUnits(step)] ?? 1;

/** "a dense layer with 24 parameters" */
function layerOf({ kind, weights }: Step<number>, network: ConcreteNetwork): string {
  const names = new Set(Object.values(weights).map(({ name }) => name));
  const count = network.weights
    .filter(({ name, role }) => names.has(name) && role !== "state")
    .reduce((sum, { shape }) => sum + elementsOf(shape), 0);
  return `a ${kind} layer with ${counted(count, "parameter")}`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
