/**
 * The order of a procedure's kernels: after what they read, and before the in-place update of a weight or state whose
 * old value they read. Where both cannot be had, the new value waits in memory of its own and is copied at the end.
 */
import { assert } from "../../ops/assert.ts";
import type { TensorShape } from "../../ops/ops.ts";
import {
  coreOperands,
  type Kernel,
  type KernelGroup,
  loadsOf,
  type TensorId,
  tensorsRead,
} from "../kernels/kernel.ts";
import type { TensorTable } from "./tensor-table.ts";
import { contiguous, isContiguous } from "./view.ts";

export interface Update {
  readonly tensor: TensorId;
  readonly shape: TensorShape;
}

export function orderGroups(
  groups: readonly KernelGroup[],
  updates: readonly Update[],
  tensors: TensorTable,
): readonly KernelGroup[] {
  const reads = groups.map((group) => new Set(group.kernels.flatMap((kernel) => [...tensorsRead(kernel)])));
  const isUpdated = new Set(updates.map((update) => update.tensor));
  const before = trueDependencies(groups, reads, isUpdated);
  const redirected = new Map<TensorId, TensorId>();
  for (const { tensor, shape } of updates) {
    const writer = groups.findIndex((group) => writes(group, tensor));
    assert(writer >= 0, "every update is stored by some kernel");
    const readers = groups
      .map((_, place) => place)
      .filter((place) => place !== writer && reads[place].has(tensor));
    const inPlace =
      readsInStep(groups[writer], tensor) && !readers.some((reader) => reaches(before, reader, writer));
    if (inPlace) for (const reader of readers) before[writer].add(reader);
    else redirected.set(tensor, tensors.intermediate(shape));
  }
  const ordered = sorted(before).map((place) => redirect(groups[place], redirected));
  const copies = updates
    .filter(({ tensor }) => redirected.has(tensor))
    .map(({ tensor, shape }) => copyGroup(redirected.get(tensor) as TensorId, tensor, shape));
  return [...ordered, ...copies];
}

const writes = (group: KernelGroup, tensor: TensorId): boolean =>
  group.kernels.some((kernel) => kernel.stores.some((store) => store.tensor === tensor));

/** For each group, the groups whose results it reads. */
function trueDependencies(
  groups: readonly KernelGroup[],
  reads: readonly ReadonlySet<TensorId>[],
  isUpdated: ReadonlySet<TensorId>,
): Set<number>[] {
  const writers = new Map<TensorId, number[]>();
  groups.forEach((group, place) => {
    const written = new Set(group.kernels.flatMap((kernel) => kernel.stores.map((store) => store.tensor)));
    for (const tensor of written) writers.set(tensor, [...(writers.get(tensor) ?? []), place]);
  });
  return reads.map((tensors, place) => {
    const sources = [...tensors]
      .filter((tensor) => !isUpdated.has(tensor))
      .flatMap((tensor) => writers.get(tensor) ?? []);
    return new Set(sources.filter((source) => source !== place));
  });
}

/** Whether each element of the tensor is read, if at all, right where its new value is computed. */
function readsInStep(group: KernelGroup, tensor: TensorId): boolean {
  if (group.kernels.length > 1) return group.kernels.every((kernel) => !tensorsRead(kernel).has(tensor));
  return group.kernels.every((kernel) => {
    if (coreOperands(kernel.core).some((operand) => operand.tensor === tensor)) return false;
    const loads = loadsOf(kernel.stores.map((store) => store.value));
    return loads.every((load) => load.tensor !== tensor || isContiguous(load.view));
  });
}

/** Whether `to` comes before `from` by the dependencies so far: then `from` cannot be made to come before `to`. */
function reaches(before: readonly ReadonlySet<number>[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const pending = [from];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (place === to) return true;
    if (seen.has(place)) continue;
    seen.add(place);
    pending.push(...before[place]);
  }
  return false;
}

/** Depth first in the groups' own order, so that an order that is already right stays as it is. */
function sorted(before: readonly ReadonlySet<number>[]): number[] {
  const order: number[] = [];
  const done = new Set<number>();
  const visit = (place: number): void => {
    if (done.has(place)) return;
    done.add(place);
    for (const earlier of [...before[place]].sort((a, b) => a - b)) visit(earlier);
    order.push(place);
  };
  before.forEach((_, place) => {
    visit(place);
  });
  return order;
}

function redirect(group: KernelGroup, redirected: ReadonlyMap<TensorId, TensorId>): KernelGroup {
  const kernels = group.kernels.map((kernel) => ({
    ...kernel,
    stores: kernel.stores.map((store) => ({
      ...store,
      tensor: redirected.get(store.tensor) ?? store.tensor,
    })),
  }));
  return { kernels };
}

function copyGroup(from: TensorId, to: TensorId, shape: TensorShape): KernelGroup {
  const view = contiguous(shape);
  const copy: Kernel = {
    core: { kind: "elementwise" },
    shape,
    stores: [{ tensor: to, view, value: { kind: "load", tensor: from, view }, flush: false }],
  };
  return { kernels: [copy] };
}
