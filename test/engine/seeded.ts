/** Seeded random tensors for tests. */
import type { Tensor } from "../../engine/ops/define.ts";
import type { TensorShape } from "../../engine/ops/ops.ts";
import { drawKey, randomUniform } from "../../engine/ops/random.ts";
import { fill } from "../../engine/ops/tensor.ts";

/** Uniform in [low, high), the same for the same seed. */
export function randomTensor(seed: number, shape: TensorShape, low = -1, high = 1): Tensor {
  const key = drawKey(seed, 0, 0);
  return fill(shape, (index) => low + (high - low) * randomUniform(key, index));
}

/** Numbers in a random order, `gap` apart, so that no two are nearly equal. */
export function distinctTensor(seed: number, shape: TensorShape, gap = 0.1): Tensor {
  const key = drawKey(seed, 0, 0);
  const { data } = randomTensor(seed, shape);
  const ranks = Array.from(data.keys()).sort((a, b) => randomUniform(key, a) - randomUniform(key, b));
  return fill(shape, (index) => (ranks.indexOf(index) - data.length / 2 + 0.3) * gap);
}

/** Whole numbers in [0, below). */
export const randomIntegers = (seed: number, shape: TensorShape, below: number): Tensor => {
  const { data } = randomTensor(seed, shape, 0, below);
  return fill(shape, (index) => Math.floor(data[index]!));
};
