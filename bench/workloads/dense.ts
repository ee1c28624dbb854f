/** W1–W3: dense networks. W1 is the spiral of the TensorFlow Playground, W2 and W3 classify noise. */
import { constant, generator, glorot, uniform, whole } from "./draws.ts";
import type { Numbers, Workload } from "./workload.ts";

export function spiral(): Workload {
  const draw = generator(1);
  const points = Array.from({ length: 500 }, (_, index) => {
    const arm = index < 250 ? 0 : 1;
    const along = arm === 0 ? index : index - 250;
    const radius = (along / 250) * 5;
    const angle = ((1.75 * along) / 250) * 2 * Math.PI + (arm === 0 ? 0 : Math.PI);
    const x = radius * Math.sin(angle) + (draw() * 2 - 1) * 0.2;
    const y = radius * Math.cos(angle) + (draw() * 2 - 1) * 0.2;
    return { x, y, label: arm === 0 ? 1 : -1 };
  });
  for (let i = points.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    const [a, b] = [points[i], points[j]];
    if (a && b) [points[i], points[j]] = [b, a];
  }
  return {
    name: "W1",
    title: "2-8-8-1 tanh, batch 10",
    batch: 10,
    batches: 50,
    training: "half squared error, SGD",
    learningRate: 0.03,
    operations: 4_960,
    lossAfter20: 0.51856,
    weights: {
      w0: uniform(draw, [2, 8], -0.5, 0.5),
      b0: constant(0.1, 8),
      w1: uniform(draw, [8, 8], -0.5, 0.5),
      b1: constant(0.1, 8),
      w2: uniform(draw, [8, 1], -0.5, 0.5),
      b2: constant(0.1, 1),
    },
    inputs: { shape: [50, 10, 2], values: Float32Array.from(points.flatMap(({ x, y }) => [x, y])) },
    targets: { shape: [50, 10, 1], values: Float32Array.from(points.map(({ label }) => label)) },
  };
}

export const smallClassifier = (): Workload =>
  classifier(
    { name: "W2", sizes: [64, 128, 64, 10], batch: 32, operations: 2.74e6, lossAfter20: 2.17746 },
    2,
  );

export const largeClassifier = (): Workload =>
  classifier(
    { name: "W3", sizes: [784, 256, 128, 10], batch: 64, operations: 64.5e6, lossAfter20: 1.15028 },
    3,
  );

interface Classifier extends Pick<Workload, "name" | "batch" | "operations" | "lossAfter20"> {
  /** Of the layers, input first. */
  readonly sizes: readonly number[];
}

function classifier({ sizes, batch, ...known }: Classifier, seed: number): Workload {
  const draw = generator(seed);
  const batches = 8;
  const weights: Record<string, Numbers> = {};
  sizes.slice(1).forEach((outputs, layer) => {
    weights[`w${layer}`] = glorot(draw, sizes[layer] ?? 0, outputs);
    weights[`b${layer}`] = constant(0, outputs);
  });
  return {
    ...known,
    title: `${sizes.join("-")} relu, batch ${batch}`,
    batch,
    batches,
    training: "cross-entropy, Adam",
    learningRate: 1e-3,
    weights,
    inputs: uniform(draw, [batches, batch, sizes[0] ?? 0], -1, 1),
    targets: whole(draw, [batches, batch], sizes.at(-1) ?? 0),
  };
}
