/** TensorFlow.js, its cpu or wasm backend. */
import { createRequire } from "node:module";
import path from "node:path";
import { contend } from "../contender.ts";
import type { Workload } from "../workloads/workload.ts";
import { type Tensors, tfjsLosses } from "./tfjs-networks.ts";

export async function contendTfjs(workload: Workload, backend: "cpu" | "wasm"): Promise<void> {
  const startedMs = performance.now();
  // The peers live in bench/node_modules; this file runs bundled from elsewhere.
  const load = createRequire(path.resolve("bench/package.json"));
  console.warn = () => {};
  const tf: Tensors = load("@tensorflow/tfjs");
  if (backend === "wasm")
    load("@tensorflow/tfjs-backend-wasm").setWasmPaths(
      `${path.resolve("bench/node_modules/@tensorflow/tfjs-backend-wasm/dist")}/`,
    );
  await tf.setBackend(backend);
  await tf.ready();

  const losses = tfjsLosses(tf, workload);
  const { learningRate } = workload;
  const optimizer =
    workload.training === "half squared error, SGD"
      ? tf.train.sgd(learningRate)
      : tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  let done = 0;
  let last: Tensors;
  const train = (steps: number): void => {
    for (let i = 0; i < steps; i++) {
      last?.dispose();
      last = optimizer.minimize(losses[done++ % losses.length], true);
    }
  };
  train(1);
  last?.dataSync();
  const firstStepMs = performance.now() - startedMs;
  train(19);
  const lossAfter20 = last?.dataSync()[0] ?? Number.NaN;
  await contend({ lossAfter20, firstStepMs }, train, () => last?.dataSync());
}
