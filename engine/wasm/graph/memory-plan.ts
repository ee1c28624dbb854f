/** Where every tensor lies: kept ones for good, intermediates in memory shared with others that live at other times. */
import type { Kernel, TensorId } from "../kernels/kernel.ts";
import { tensorsTouched } from "../kernels/kernel.ts";
import { bytesOf, type TensorInfo, type TensorRole } from "./tensor-table.ts";

export interface MemoryBreakdown {
  readonly weights: number;
  readonly optimizerState: number;
  /** Intermediate results of all procedures, and scratch memory of kernels. */
  readonly intermediates: number;
  readonly batch: number;
  readonly outputs: number;
  /** The rows that training draws from, their order, and the losses. */
  readonly data: number;
  readonly total: number;
}

export interface Placed {
  /** Byte address of each tensor. */
  readonly addresses: readonly number[];
  /** Where the memory of kernels' scratch begins; they take turns using it. */
  readonly end: number;
  readonly breakdown: Omit<MemoryBreakdown, "data" | "total">;
}

/** Vector loads may reach past a tensor's end by up to this many bytes. */
const OVERREAD = 32;
const LARGE = 4096;

/** Tensors that are there for a part of a procedure only. */
const isPassing = (role: TensorRole): boolean => role === "intermediate" || role === "carry";

const align = (address: number, bytes: number): number => Math.ceil(address / bytes) * bytes;
const roomFor = (bytes: number): number => align(bytes + OVERREAD, bytes >= LARGE ? 64 : 16);

/** Places tensors from byte `start` on; each procedure's intermediates may overlap those of the others. */
export function placeTensors(
  tensors: readonly TensorInfo[],
  procedures: readonly (readonly Kernel[])[],
  start: number,
): Placed {
  const addresses = new Array<number>(tensors.length).fill(0);
  const bytes = new Map<TensorRole, number>();
  let at = align(start, 64);
  tensors.forEach((tensor, id) => {
    if (isPassing(tensor.role) || tensor.role === "part") return;
    const room = roomFor(bytesOf(tensor.shape));
    if (room >= LARGE) at = align(at, 64);
    addresses[id] = at;
    at += room;
    bytes.set(tensor.role, (bytes.get(tensor.role) ?? 0) + room);
  });
  at = align(at, 64);
  const ends = procedures.map((kernels) => placeIntermediates(tensors, kernels, at, addresses));
  const end = Math.max(at, ...ends);
  const of = (role: TensorRole): number => bytes.get(role) ?? 0;
  return {
    addresses,
    end,
    breakdown: {
      weights: of("weight"),
      optimizerState: of("state") + of("setting"),
      intermediates: end - at,
      batch: of("batch"),
      outputs: of("output"),
    },
  };
}

interface Lifetime {
  readonly tensor: TensorId;
  readonly room: number;
  first: number;
  last: number;
}

/** First fit, large tensors first: a simple packing that comes close to the peak of what lives at once. */
function placeIntermediates(
  tensors: readonly TensorInfo[],
  kernels: readonly Kernel[],
  start: number,
  addresses: number[],
): number {
  const lifetimes = [...lifetimesOf(tensors, kernels).values()].sort(
    (a, b) => b.room - a.room || a.first - b.first,
  );
  const placed: Lifetime[] = [];
  let end = start;
  for (const lifetime of lifetimes) {
    const neighbours = placed
      .filter((other) => other.first <= lifetime.last && lifetime.first <= other.last)
      .sort((a, b) => addresses[a.tensor] - addresses[b.tensor]);
    let at = start;
    for (const other of neighbours) {
      if (at + lifetime.room <= addresses[other.tensor]) break;
      at = Math.max(at, align(addresses[other.tensor] + other.room, lifetime.room >= LARGE ? 64 : 16));
    }
    addresses[lifetime.tensor] = at;
    placed.push(lifetime);
    end = Math.max(end, at + lifetime.room);
  }
  return end;
}

function lifetimesOf(
  tensors: readonly TensorInfo[],
  kernels: readonly Kernel[],
): ReadonlyMap<TensorId, Lifetime> {
  const lifetimes = new Map<TensorId, Lifetime>();
  kernels.forEach((kernel, time) => {
    for (const tensor of tensorsTouched(kernel)) {
      if (!isPassing(tensors[tensor].role)) continue;
      const known = lifetimes.get(tensor);
      if (known === undefined) {
        lifetimes.set(tensor, {
          tensor,
          room: roomFor(bytesOf(tensors[tensor].shape)),
          first: time,
          last: time,
        });
      } else known.last = time;
    }
  });
  return lifetimes;
}
