/** W5 and W6: a recurrent network and a transformer block, each saying something at every one of 32 steps. */
import { constant, generator, glorot, uniform, whole } from "./draws.ts";
import type { Workload } from "./workload.ts";

export function recurrent(): Workload {
  const draw = generator(5);
  return {
    name: "W5",
    title: "LSTM, T = 32, 32-64-32, batch 16",
    batch: 16,
    batches: 8,
    training: "cross-entropy, Adam",
    learningRate: 1e-3,
    operations: 73.4e6,
    lossAfter20: 3.4628,
    weights: {
      wx: uniform(draw, [32, 256], -0.125, 0.125),
      wh: uniform(draw, [64, 256], -0.125, 0.125),
      b: constant(0, 256),
      wo: uniform(draw, [64, 32], -0.125, 0.125),
      bo: constant(0, 32),
    },
    inputs: uniform(draw, [8, 16, 32, 32], 0, 1),
    targets: whole(draw, [8, 16, 32], 32),
  };
}

/** The names: token and position vectors, three norms (g, h), the projections, the MLP (f, p), the logits (l). */
export function transformer(): Workload {
  const draw = generator(6);
  const width = 64;
  return {
    name: "W6",
    title: "transformer block, T = 32, d = 64, 4 heads, batch 16",
    batch: 16,
    batches: 8,
    training: "cross-entropy, Adam",
    learningRate: 1e-3,
    operations: 176e6,
    lossAfter20: 4.03838,
    weights: {
      te: uniform(draw, [64, width], -0.03, 0.03),
      pe: uniform(draw, [32, width], -0.03, 0.03),
      g1: constant(1, width),
      h1: constant(0, width),
      wqkv: glorot(draw, width, 3 * width),
      bqkv: constant(0, 3 * width),
      wo: glorot(draw, width, width),
      bo: constant(0, width),
      g2: constant(1, width),
      h2: constant(0, width),
      wf: glorot(draw, width, 4 * width),
      bf: constant(0, 4 * width),
      wp: glorot(draw, 4 * width, width),
      bp: constant(0, width),
      g3: constant(1, width),
      h3: constant(0, width),
      wl: glorot(draw, width, 64),
      bl: constant(0, 64),
    },
    inputs: whole(draw, [8, 16, 32], 64),
    targets: whole(draw, [8, 16, 32], 64),
  };
}
