/** The number of steps done, as most schedules keep it. */
import type { Ops } from "../../engine/ops/ops.ts";
import { kept } from "../define.ts";

/** Exact up to 2²⁴ steps, in single precision; after as many the count stands still. */
export const noSteps = { step: 0 };

/** Steps done before this one, and the counters of the next. */
export function countSteps<T>(ops: Ops<T>, counters: Readonly<Record<string, T>>) {
  const done = kept(counters, "step");
  return { done, counters: { step: ops.add(done, ops.constant(1)) } };
}
