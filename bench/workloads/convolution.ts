/** W4: a small convolutional network as people first meet it, on images of noise. */
import { constant, generator, glorot, uniform, whole } from "./draws.ts";
import type { Workload } from "./workload.ts";

export function convolution(): Workload {
  const draw = generator(4);
  return {
    name: "W4",
    title: "1×28×28, conv 8@5×5, conv 16@5×5, pooled, batch 32",
    batch: 32,
    batches: 8,
    training: "cross-entropy, Adam",
    learningRate: 1e-3,
    operations: 54.6e6,
    lossAfter20: 2.25046,
    weights: {
      k0: uniform(draw, [8, 1, 5, 5], -0.2, 0.2),
      c0: constant(0, 8),
      k1: uniform(draw, [16, 8, 5, 5], -0.07, 0.07),
      c1: constant(0, 16),
      w0: glorot(draw, 256, 10),
      b0: constant(0, 10),
    },
    inputs: uniform(draw, [8, 32, 1, 28, 28], -1, 1),
    targets: whole(draw, [8, 32], 10),
  };
}
