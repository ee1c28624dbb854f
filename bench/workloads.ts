/**
 * The workloads W1–W3: networks, data and initial weights, the same numbers for every contender.
 *
 * The recipes are those the expected losses were computed with: a 32-bit generator (mulberry32, T. Ettinger, public domain),
 * uniform weights, Glorot-uniform for the larger networks. The one use of Math.sin and Math.cos is the spiral of W1.
 */

export type WorkloadName = "W1" | "W2" | "W3";

export interface Workload {
  readonly name: WorkloadName;
  readonly title: string;
  /** Sizes of the layers, input first. */
  readonly sizes: readonly number[];
  readonly batch: number;
  /** Batches of the data; step i takes batch i modulo this. */
  readonly batches: number;
  readonly learningRate: number;
  readonly kind: "tanh, half squared error, SGD" | "relu, cross-entropy, Adam";
  /** Loss of step 20, counted from 1, by an independent implementation. */
  readonly lossAfter20: number;
  /** Layer by layer, [inputs, outputs] row-major. */
  readonly weights: readonly Float32Array[];
  readonly biases: readonly Float32Array[];
  /** batches × batch × inputs. */
  readonly inputs: Float32Array;
  /** batches × batch: ±1 or class numbers. */
  readonly targets: Float32Array;
}

export function workload(name: WorkloadName): Workload {
  switch (name) {
    case "W1":
      return spiral();
    case "W2":
      return classifier("W2", 2, [64, 128, 64, 10], 32, 2.17746);
    case "W3":
      return classifier("W3", 3, [784, 256, 128, 10], 64, 1.15028);
  }
}

type Draw = () => number;

function generator(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const uniform = (draw: Draw, count: number, low: number, high: number): Float32Array =>
  Float32Array.from({ length: count }, () => low + (high - low) * draw());

function spiral(): Workload {
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
  const sizes = [2, 8, 8, 1];
  const weights = sizes
    .slice(1)
    .map((outputs, layer) => uniform(draw, outputs * (sizes[layer] ?? 0), -0.5, 0.5));
  return {
    name: "W1",
    title: "playground spiral 2-8-8-1 tanh, batch 10",
    sizes,
    batch: 10,
    batches: 50,
    learningRate: 0.03,
    kind: "tanh, half squared error, SGD",
    lossAfter20: 0.51856,
    weights,
    biases: sizes.slice(1).map((outputs) => new Float32Array(outputs).fill(0.1)),
    inputs: Float32Array.from(points.flatMap(({ x, y }) => [x, y])),
    targets: Float32Array.from(points.map(({ label }) => label)),
  };
}

function classifier(
  name: WorkloadName,
  seed: number,
  sizes: readonly number[],
  batch: number,
  lossAfter20: number,
): Workload {
  const draw = generator(seed);
  const batches = 8;
  const weights = sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer] ?? 0;
    const limit = Math.sqrt(6 / (inputs + outputs));
    return uniform(draw, inputs * outputs, -limit, limit);
  });
  const inputs = uniform(draw, batches * batch * (sizes[0] ?? 0), -1, 1);
  const classes = sizes.at(-1) ?? 0;
  return {
    name,
    title: `${sizes.join("-")} relu, batch ${batch}`,
    sizes,
    batch,
    batches,
    learningRate: 1e-3,
    kind: "relu, cross-entropy, Adam",
    lossAfter20,
    weights,
    biases: sizes.slice(1).map((outputs) => new Float32Array(outputs)),
    inputs,
    targets: Float32Array.from({ length: batches * batch }, () => Math.floor(classes * draw())),
  };
}
