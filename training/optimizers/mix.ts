/** Running means, as adam and its relatives keep them. */
import type { Ops } from "../../engine/ops/ops.ts";

/** β · mean + (1 − β) · next */
export const mix = <T>(ops: Ops<T>, mean: T, next: T, beta: number): T =>
  ops.add(ops.mul(mean, ops.constant(beta)), ops.mul(next, ops.constant(1 - beta)));
