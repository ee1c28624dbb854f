/** The workloads' networks in the language, and their starting weights under the names they have there. */
import { matrixSizes, type Numbers, type Workload, weightOf } from "../workloads/workload.ts";

export interface Written {
  /** A source with one network. */
  readonly source: string;
  /** Weight in the network → numbers, row-major. */
  readonly weights: Readonly<Record<string, Numbers>>;
}

export function written(workload: Workload): Written {
  switch (workload.name) {
    case "W1":
    case "W2":
    case "W3":
      return dense(workload);
    case "W4":
      return convolution(workload);
    case "W5":
      return recurrent(workload);
    case "W6":
      return transformer(workload);
  }
}

function dense(workload: Workload): Written {
  const spiral = workload.name === "W1";
  const weights: Record<string, Numbers> = {};
  const layers = Object.keys(workload.weights).length / 2;
  const stages = Array.from({ length: layers }, (_, layer) => {
    const weight = weightOf(workload, `w${layer}`);
    weights[`h${layer}.weight`] = weight;
    weights[`h${layer}.bias`] = weightOf(workload, `b${layer}`);
    const activation = spiral ? ", tanh" : layer === layers - 1 ? "" : ", relu";
    return `-> h${layer}: dense(${matrixSizes(weight)[1]}${activation})`;
  });
  const [features] = matrixSizes(weightOf(workload, "w0"));
  return { source: `network Net {\n  input x: [${features}]\n  output x ${stages.join(" ")}\n}`, weights };
}

const convolution = (workload: Workload): Written => ({
  source: `network Net {
  input image: [1, 28, 28]
  output image
    -> c0: conv2d(8, kernel: 5, relu) -> max_pool2d(2)
    -> c1: conv2d(16, kernel: 5, relu) -> max_pool2d(2)
    -> flatten -> classes: dense(10)
}`,
  weights: named(workload, {
    "c0.weight": "k0",
    "c0.bias": "c0",
    "c1.weight": "k1",
    "c1.bias": "c1",
    "classes.weight": "w0",
    "classes.bias": "b0",
  }),
});

const recurrent = (workload: Workload): Written => ({
  source: `network Net {
  input x: [32, 32]
  output x -> memory: lstm(64, forget_bias: 0) -> said: dense(32)
}`,
  weights: named(workload, {
    "memory.input": "wx",
    "memory.recurrent": "wh",
    "memory.bias": "b",
    "said.weight": "wo",
    "said.bias": "bo",
  }),
});

function transformer(workload: Workload): Written {
  const [query, key, value] = thirds(weightOf(workload, "wqkv"));
  const bias = weightOf(workload, "bqkv");
  const [queryBias, keyBias, valueBias] = thirds({ ...bias, shape: [1, ...bias.shape] });
  return {
    source: `network Net {
  input text: [32] of 64
  t = text -> tokens: embedding(64) -> places: positional(learned)
  a = t + (t -> n1: layer_norm -> heads: attention(4, causal: true))
  b = a + (a -> n2: layer_norm -> up: dense(256, relu) -> down: dense(64))
  output b -> n3: layer_norm -> next: dense(64)
}`,
    weights: {
      ...named(workload, {
        "tokens.table": "te",
        "places.places": "pe",
        "n1.scale": "g1",
        "n1.bias": "h1",
        "heads.output": "wo",
        "heads.output_bias": "bo",
        "n2.scale": "g2",
        "n2.bias": "h2",
        "up.weight": "wf",
        "up.bias": "bf",
        "down.weight": "wp",
        "down.bias": "bp",
        "n3.scale": "g3",
        "n3.bias": "h3",
        "next.weight": "wl",
        "next.bias": "bl",
      }),
      "heads.query": query,
      "heads.key": key,
      "heads.value": value,
      "heads.query_bias": queryBias,
      "heads.key_bias": keyBias,
      "heads.value_bias": valueBias,
    },
  };
}

const named = (workload: Workload, names: Readonly<Record<string, string>>): Record<string, Numbers> =>
  Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [ours, weightOf(workload, theirs)]));

/** The three matrices of equal width that stand side by side in one. */
function thirds(matrix: Numbers): readonly [Numbers, Numbers, Numbers] {
  const [rows, columns] = matrixSizes(matrix);
  const width = columns / 3;
  const part = (third: number): Numbers => ({
    shape: [rows, width],
    values: Float32Array.from(
      { length: rows * width },
      (_, place) =>
        matrix.values[Math.floor(place / width) * columns + third * width + (place % width)] ?? Number.NaN,
    ),
  });
  return [part(0), part(1), part(2)];
}
