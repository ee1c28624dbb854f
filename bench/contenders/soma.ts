/** Soma itself: the experiment as it is written in the language, through the checker and the compiler a user gets. */

import { Run } from "../../engine/train/run.ts";
import { compile } from "../../engine/wasm/compile.ts";
import { instantiate } from "../../engine/wasm/instantiate.ts";
import { checkFile, parse } from "../../language/index.ts";
import type { Experiment } from "../../network/experiment.ts";
import { contend } from "../contender.ts";
import type { Workload } from "../workloads.ts";

/** Halving a loss halves its gradients: half the rate on the whole squared error makes the same steps, to the bit. */
const halfSquaredError = 0.5;

export async function contendSoma(workload: Workload): Promise<void> {
  const startedMs = performance.now();
  const spiral = workload.name === "W1";
  const { sizes, inputs, targets, batch, batches, weights, biases } = workload;
  const rows = batch * batches;
  const classes = sizes.at(-1) ?? 0;
  const label = spiral
    ? ({ kind: "values", shape: [1] } as const)
    : ({ kind: "classes", names: Array.from({ length: classes }, (_, index) => String(index)) } as const);
  const data = {
    description: { input: [sizes[0] ?? 0], label, rows },
    rows,
    trainRows: rows,
    inputs,
    labels: targets,
    notes: [],
  };
  const run = await Run.open(experimentOf(workload), data, (program, loop) =>
    instantiate(compile(program, loop ? { loop } : {})),
  );
  const saved = run.save();
  const tensors = { ...saved.tensors };
  weights.forEach((values, layer) => {
    tensors[`h${layer}.weight`] = values;
    tensors[`h${layer}.bias`] = biases[layer] ?? new Float32Array();
  });
  run.restore({ ...saved, tensors });
  run.train(1);
  const firstStepMs = performance.now() - startedMs;
  const { losses } = run.train(19);
  const lossAfter20 = (losses.at(-1) ?? Number.NaN) * (spiral ? halfSquaredError : 1);
  await contend({ lossAfter20, firstStepMs }, (steps) => run.train(steps));
}

/** The workload in the language. The data declaration only has the right shape: the numbers come from the workload. */
function experimentOf({ name, sizes, batch, learningRate }: Workload): Experiment {
  const spiral = name === "W1";
  const stages = sizes.slice(1).map((units, layer) => {
    const last = layer === sizes.length - 2;
    return `-> h${layer}: dense(${units}${spiral ? ", tanh" : last ? "" : ", relu"})`;
  });
  const text = `
data given = points([${spiral ? pointsOf(2, 2) : pointsOf(sizes[0] ?? 0, sizes.at(-1) ?? 0)}])
network Net {
  input x: [${sizes[0]}]
  output x ${stages.join(" ")}
}
train Net on given {
  loss: ${spiral ? "mse" : "cross_entropy"}
  optimizer: ${spiral ? `sgd(lr: ${learningRate * halfSquaredError})` : `adam(lr: ${learningRate})`}
  batch: ${batch}
  epochs: 1000000
  seed: 1
  shuffle: false
}`;
  const { experiments, diagnostics } = checkFile(parse(text), text, { files: () => undefined });
  const experiment = experiments[0]?.experiment;
  if (!experiment) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return experiment;
}

/** One point of each class. */
const pointsOf = (width: number, classes: number): string =>
  Array.from({ length: classes }, (_, label) => `[${Array(width).fill(label).join(", ")}] -> ${label}`).join(
    ", ",
  );
