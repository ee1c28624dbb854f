/** What the normalisations share: mean 0 and variance 1 over some axes, and the learned scale. */
import type { Ops } from "../engine/ops/ops.ts";
import type { Size } from "../shapes/size.ts";
import type { WeightSpec } from "./define.ts";

/** (x − mean) / √(variance + epsilon), mean and (biased) variance over the axes. */
export function normalise<T>(ops: Ops<T>, x: T, axes: readonly number[], epsilon: number): T {
  const centred = ops.sub(x, meanOver(ops, x, axes));
  return ops.div(centred, root(ops, meanOver(ops, ops.mul(centred, centred), axes), epsilon));
}

/** The mean over the axes, which keep size 1. */
export function meanOver<T>(ops: Ops<T>, x: T, axes: readonly number[]): T {
  const shape = ops.shapeOf(x);
  const count = axes.reduce((product, axis) => product * (shape[axis] ?? 1), 1);
  return ops.div(ops.sum(x, axes), ops.constant(count));
}

/** √(square + epsilon) */
export const root = <T>(ops: Ops<T>, square: T, epsilon: number): T =>
  ops.sqrt(ops.add(square, ops.constant(epsilon)));

/** [channels] → [channels, 1, …]: one number for each channel of a tensor with so many axes, the batch among them. */
export const alongChannels = <T>(ops: Ops<T>, x: T, rank: number): T =>
  ops.reshape(x, [...ops.shapeOf(x), ...Array<number>(rank - 2).fill(1)]);

export const scaleFor = (count: Size, of: string): WeightSpec => ({
  shape: [count],
  fanIn: 1,
  fanOut: 1,
  starts: { name: "constant", attributes: { value: 1 } },
  doc: `One factor for each ${of}.`,
});
