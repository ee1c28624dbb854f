/** Soma itself: the network as it is written in the language, through the checker and the compiler a user gets. */

import type { MakeExecutable } from "../../engine/graph/executable.ts";
import { Run } from "../../engine/train/run.ts";
import type { RunData } from "../../engine/train/run-data.ts";
import { compile } from "../../engine/wasm/compile.ts";
import { instantiate } from "../../engine/wasm/instantiate.ts";
import { supportsRelaxedSimd } from "../../engine/wasm/relaxed.ts";
import { checkFile, parse } from "../../language/index.ts";
import type { Experiment, Training } from "../../network/experiment.ts";
import type { ConcreteNetwork } from "../../network/network.ts";
import { type Contending, type Cost, contend } from "../contender.ts";
import type { Numbers, Workload } from "../workloads/workload.ts";
import { written } from "./soma-networks.ts";

/** Halving a loss halves its gradients: half the rate on the whole squared error makes the same steps, to the bit. */
const halfSquaredError = 0.5;

export async function contendSoma(workload: Workload, relaxed: boolean): Promise<void> {
  if (relaxed && !supportsRelaxedSimd()) throw new Error("no relaxed SIMD on this Node");
  const startedMs = performance.now();
  const { source, weights } = written(workload);
  const experiment = experimentOf(workload, networkOf(source));
  const { make, cost } = watched(relaxed);
  const run = await Run.open(experiment, dataOf(workload, experiment), make);
  restoreWeights(run, weights);
  const beforeStepMs = performance.now();
  run.train(1);
  const stepMs = performance.now() - beforeStepMs;
  const firstStepMs = performance.now() - startedMs;
  const { losses } = run.train(19);
  const scale = workload.name === "W1" ? halfSquaredError : 1;
  const contending: Contending = {
    lossAfter20: (losses.at(-1) ?? Number.NaN) * scale,
    firstStepMs,
    cost: { ...cost(), stepMs },
  };
  await contend(contending, (steps) => {
    run.train(steps);
  });
}

/** Compiles, and keeps what the training program cost; the run's second program is the evaluator's. */
function watched(relaxed: boolean): { make: MakeExecutable; cost: () => Omit<Cost, "stepMs"> } {
  let seen: Omit<Cost, "stepMs"> | undefined;
  const make: MakeExecutable = (program, loop) => {
    const startMs = performance.now();
    const compiled = compile(program, loop === undefined ? { relaxed } : { loop, relaxed });
    const emittedMs = performance.now();
    const executable = instantiate(compiled);
    seen ??= {
      emissionMs: emittedMs - startMs,
      instantiationMs: performance.now() - emittedMs,
      codeBytes: compiled.bytes.length,
    };
    return executable;
  };
  return {
    make,
    cost: () => {
      if (seen === undefined) throw new Error("the run compiled nothing");
      return seen;
    },
  };
}

function networkOf(source: string): ConcreteNetwork {
  const { networks, diagnostics } = checkFile(parse(source), source, { files: () => undefined });
  const [checked] = networks;
  if (!checked || diagnostics.some(({ severity }) => severity === "error"))
    throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  // The sources have no symbols, so every size is a number.
  return checked.network as ConcreteNetwork;
}

/** The plan is given as values: no data source of the language makes these numbers. */
function experimentOf(workload: Workload, network: ConcreteNetwork): Experiment {
  const { batch, learningRate } = workload;
  const call = (name: string, attributes = {}) => ({ name, attributes });
  const spiral = workload.training === "half squared error, SGD";
  const training: Training = {
    loss: call(spiral ? "mse" : "cross_entropy"),
    optimizer: spiral
      ? call("sgd", { lr: learningRate * halfSquaredError })
      : call("adam", { lr: learningRate }),
    batch,
    epochs: 1_000_000,
    seed: 1,
    shuffle: false,
  };
  const settings = { normalize: "none", shuffle: false, missing: "error" } as const;
  const span = { start: 0, end: 0 };
  const data = { name: "given", source: call("points"), settings };
  return { name: "Net", network, data, training, expectations: [], span };
}

function dataOf({ batch, batches, inputs, targets, ...rest }: Workload, { network }: Experiment): RunData {
  const rows = batch * batches;
  const classes = network.outputs[0]?.shape.at(-1);
  const label =
    rest.training === "half squared error, SGD"
      ? ({ kind: "values", shape: [1] } as const)
      : ({ kind: "classes", names: Array.from({ length: classes ?? 0 }, (_, index) => `${index}`) } as const);
  return {
    description: { input: inputs.shape.slice(2), label },
    rows,
    trainRows: rows,
    inputs: inputs.values,
    labels: targets.values,
  };
}

function restoreWeights(run: Run, weights: Readonly<Record<string, Numbers>>): void {
  const saved = run.save();
  const tensors = { ...saved.tensors };
  for (const [name, { values }] of Object.entries(weights)) {
    if (tensors[name]?.length !== values.length)
      throw new Error(`"${name}" is not a weight of ${values.length} numbers`);
    tensors[name] = values;
  }
  run.restore({ ...saved, tensors });
}
