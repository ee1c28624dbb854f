/** TensorFlow.js, its cpu or wasm backend, core API with fused products: its fastest way to train these networks. */
import { createRequire } from "node:module";
import path from "node:path";
import { contend } from "../contender.ts";
import type { Workload } from "../workloads.ts";

export async function contendTfjs(workload: Workload, backend: "cpu" | "wasm"): Promise<void> {
  const startedMs = performance.now();
  // The peers live in bench/node_modules; this file runs bundled from elsewhere. Their types are not installed with ours.
  const load = createRequire(path.resolve("bench/package.json"));
  console.warn = () => {};
  const tf = load("@tensorflow/tfjs");
  if (backend === "wasm")
    load("@tensorflow/tfjs-backend-wasm").setWasmPaths(
      `${path.resolve("bench/node_modules/@tensorflow/tfjs-backend-wasm/dist")}/`,
    );
  await tf.setBackend(backend);
  await tf.ready();

  const { sizes, batch, batches, learningRate, inputs, targets } = workload;
  const spiral = workload.name === "W1";
  const width = sizes[0] ?? 0;
  const classes = sizes.at(-1) ?? 0;
  const weights = workload.weights.map((values, layer) =>
    tf.variable(tf.tensor(values, [sizes[layer], sizes[layer + 1]])),
  );
  const biases = workload.biases.map((values) => tf.variable(tf.tensor(values)));
  const optimizer = spiral ? tf.train.sgd(learningRate) : tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  const losses = Array.from({ length: batches }, (_, index) => {
    const x = tf.tensor(inputs.slice(index * batch * width, (index + 1) * batch * width), [batch, width]);
    const labels = targets.slice(index * batch, (index + 1) * batch);
    if (spiral) {
      const y = tf.tensor(labels, [batch, 1]);
      return () => {
        let h = x;
        weights.forEach((weight, layer) => {
          h = h.matMul(weight).add(biases[layer]).tanh();
        });
        return h.sub(y).square().mean().mul(0.5);
      };
    }
    const y = tf.tidy(() => tf.oneHot(tf.tensor(labels, [batch], "int32"), classes).toFloat());
    return () => {
      let h = x;
      weights.forEach((weight, layer) => {
        const last = layer === weights.length - 1;
        h = tf.fused.matMul({ a: h, b: weight, bias: biases[layer], activation: last ? "linear" : "relu" });
      });
      return tf.losses.softmaxCrossEntropy(y, h);
    };
  });

  let done = 0;
  let last: { dataSync(): Float32Array; dispose(): void } | undefined;
  const train = (steps: number): void => {
    for (let i = 0; i < steps; i++) {
      last?.dispose();
      last = optimizer.minimize(losses[done++ % batches], true);
    }
  };
  train(1);
  last?.dataSync();
  const firstStepMs = performance.now() - startedMs;
  train(19);
  const lossAfter20 = last?.dataSync()[0] ?? Number.NaN;
  await contend({ lossAfter20, firstStepMs }, train, () => last?.dataSync());
}
