/** What survives a reload of the window: which experiment, and the weights where they are small enough. */
import type { Pace } from "../../protocol/engine-worker.ts";
import { isPlace, type Place } from "../../protocol/panel.ts";
import { type Evaluation, isEvaluation, type SavedRun } from "../../protocol/run.ts";
import {
  isCount,
  isDictionary,
  isFlag,
  isList,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isText,
} from "../../protocol/validate.ts";
import type { LossPoint } from "./history.ts";
import { keep, readKept } from "./host.ts";

const VERSION = 1;
/** More is not kept: the state is written as text every few seconds. */
const LARGEST_SAVE_BYTES = 2 << 20;

/** Plain JSON. */
export interface Kept {
  readonly version: typeof VERSION;
  readonly place: Place;
  /** Of what the numbers belong to; a run is picked up only where it still fits. */
  readonly fingerprint: string;
  readonly step: number;
  readonly pace: Pace;
  readonly isLogLoss?: boolean;
  /** Base64 by name; absent if there is too much. */
  readonly tensors?: Readonly<Record<string, string>>;
  readonly losses: readonly LossPoint[];
  readonly evaluations: readonly Evaluation[];
}

const isKept = isObject<Kept>({
  version: (value) => value === VERSION,
  place: isPlace,
  fingerprint: isText,
  step: isCount,
  pace: isOneOf("visible", "full"),
  isLogLoss: isOptional(isFlag),
  tensors: isOptional(isDictionary(isText)),
  losses: isList(isObject<LossPoint>({ step: isCount, loss: (value) => value === null || isNumber(value) })),
  evaluations: isList(isEvaluation),
});

/** `undefined` if nothing was kept, or by a version that this one does not understand. */
export function kept(): Kept | undefined {
  const state = readKept();
  return isKept(state) ? (state as Kept) : undefined;
}

export function keepRun(
  kept: Omit<Kept, "version" | "tensors" | "losses" | "evaluations"> & {
    readonly saved: SavedRun | undefined;
    readonly losses: readonly LossPoint[];
    readonly evaluations: readonly Evaluation[];
  },
): void {
  const { saved, losses, evaluations, ...rest } = kept;
  const bytes = Object.values(saved?.tensors ?? {}).reduce((sum, tensor) => sum + tensor.byteLength, 0);
  const tensors =
    saved === undefined || bytes > LARGEST_SAVE_BYTES
      ? undefined
      : Object.fromEntries(Object.entries(saved.tensors).map(([name, tensor]) => [name, toBase64(tensor)]));
  keep({
    version: VERSION,
    ...rest,
    ...(tensors === undefined ? {} : { tensors }),
    losses: thin(losses),
    evaluations: thin(evaluations),
  } satisfies Kept);
}

const THINNED = 256;
const thin = <T>(points: readonly T[]): readonly T[] => {
  const stride = Math.ceil(points.length / THINNED);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
};

/** `undefined` where the weights were not kept, or are not readable any more. */
export function savedRun({ step, tensors }: Kept): SavedRun | undefined {
  if (tensors === undefined) return undefined;
  const read: Record<string, Float32Array> = {};
  for (const [name, text] of Object.entries(tensors)) {
    const values = fromBase64(text);
    if (!values) return undefined;
    read[name] = values;
  }
  return { step, tensors: read };
}

/** Little-endian, as every machine that runs WebAssembly lays numbers out. */
function toBase64(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Float32Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : undefined;
}
