/** Which step of an edited network goes on as which step of the network before the edit. */
import type { ConcreteNetwork, Step } from "../../network/network.ts";

/** The step before the edit, by the name of the step after it. Only steps with weights are matched. */
export type Matches = ReadonlyMap<string, Step<number>>;

/** By label first; what is left by its order, a step going on only as one of its own kind. */
export function matchSteps(before: ConcreteNetwork, after: ConcreteNetwork): Matches {
  const matches = new Map<string, Step<number>>();
  const taken = new Set<string>();
  const labelled = new Map(weighted(before).map((step) => [step.label, step]));
  for (const step of weighted(after)) {
    const old = step.label === undefined ? undefined : labelled.get(step.label);
    if (old?.kind !== step.kind || taken.has(old.name)) continue;
    matches.set(step.name, old);
    taken.add(old.name);
  }
  const left = weighted(before).filter(({ name }) => !taken.has(name));
  const open = weighted(after).filter(({ name }) => !matches.has(name));
  for (const [old, step] of inOrder(left, open)) matches.set(step.name, old);
  return matches;
}

export const weighted = ({ steps }: ConcreteNetwork): readonly Step<number>[] =>
  steps.filter(({ weights }) => Object.keys(weights).length > 0);

type Pair = readonly [before: Step<number>, after: Step<number>];

/** What going on as a step of another size is worth, and what the same size and the same name add. */
const SAME_KIND = 4;
const SAME_SIZES = 2;
const SAME_NAME = 1;

function worthOf(before: Step<number>, after: Step<number>): number {
  if (before.kind !== after.kind) return 0;
  const hasSameSizes = before.shape.join() === after.shape.join();
  return SAME_KIND + (hasSameSizes ? SAME_SIZES : 0) + (before.name === after.name ? SAME_NAME : 0);
}

/** The pairs of the most worth together that keep the order of both lists. */
function inOrder(before: readonly Step<number>[], after: readonly Step<number>[]): readonly Pair[] {
  // worth[i][j]: the most that before[i…] and after[j…] are worth.
  const worth = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const pair = worthOf(before[i], after[j]);
      const paired = pair === 0 ? 0 : pair + worth[i + 1][j + 1];
      worth[i][j] = Math.max(paired, worth[i + 1][j], worth[i][j + 1]);
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const pair = worthOf(before[i], after[j]);
    if (pair > 0 && worth[i][j] === pair + worth[i + 1][j + 1]) pairs.push([before[i++], after[j++]]);
    else if (worth[i][j] === worth[i + 1][j]) i++;
    else j++;
  }
  return pairs;
}
