/** jax-js, its wasm backend: the whole step, optimizer included, as one function that it compiles. */
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { contend } from "../contender.ts";
import { batchOf, type Numbers, type Workload } from "../workloads/workload.ts";
import { type Jax, type JaxNetwork, jaxNetwork, type Weights } from "./jax-networks.ts";

/** Takes the next batch; gives the loss. */
type Step = (x: Jax, y: Jax) => Promise<Jax>;

export async function contendJax(workload: Workload): Promise<void> {
  const startedMs = performance.now();
  // The peers live in bench/node_modules; this file runs bundled from elsewhere.
  const { resolve } = createRequire(path.resolve("bench/package.json"));
  const jax: Jax = await import(pathToFileURL(resolve("@jax-js/jax").replace(/\.cjs$/, ".js")).href);
  await jax.init("wasm");
  jax.defaultDevice("wasm");

  const network = jaxNetwork(jax, workload);
  const batches = Array.from({ length: workload.batches }, (_, index) => ({
    x: network.tokens
      ? oneHot(jax, batchOf(workload.inputs, index), network.classes)
      : jax.numpy.array(batchOf(workload.inputs, index).values).reshape(network.input),
    y:
      workload.training === "half squared error, SGD"
        ? jax.numpy.array(batchOf(workload.targets, index).values).reshape([workload.batch, 1])
        : oneHot(jax, batchOf(workload.targets, index), network.classes),
  }));
  const step =
    workload.training === "half squared error, SGD"
      ? descend(jax, workload, network)
      : adam(jax, workload, network);
  let done = 0;
  let last: Jax;
  const train = async (steps: number): Promise<void> => {
    for (let i = 0; i < steps; i++) {
      last?.dispose();
      const batch = batches[done++ % batches.length];
      if (batch) last = await step(batch.x.ref, batch.y.ref);
    }
  };
  await train(1);
  const firstStepMs = performance.now() - startedMs;
  await train(19);
  await contend({ lossAfter20: await last.ref.jsAsync(), firstStepMs }, train);
}

function oneHot({ numpy: np }: Jax, { values }: Numbers, classes: number): Jax {
  const ones = new Float32Array(values.length * classes);
  values.forEach((value, place) => {
    ones[place * classes + value] = 1;
  });
  return np.array(ones).reshape([values.length, classes]);
}

const weightsOf = ({ numpy: np }: Jax, { weights }: Workload): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [name, np.array(values).reshape(shape)]),
  );

function descend(jax: Jax, workload: Workload, network: JaxNetwork): Step {
  const lossOf = (weights: Weights, x: Jax, y: Jax): Jax => {
    const error = network.output(weights, x).sub(y);
    return error.ref.mul(error).mean().mul(0.5);
  };
  const stepOf = jax.jit((weights: Weights, x: Jax, y: Jax) => {
    const [loss, slopes] = jax.valueAndGrad(lossOf)(jax.tree.ref(weights), x, y);
    const down = (weight: Jax, slope: Jax): Jax => weight.sub(slope.mul(workload.learningRate));
    return [loss, jax.tree.map(down, weights, slopes)];
  });
  let weights = weightsOf(jax, workload);
  return async (x, y) => {
    const [loss, next] = stepOf(weights, x, y);
    weights = next;
    await jax.blockUntilReady(weights);
    return loss;
  };
}

/** Kingma and Ba's Adam; the step's two corrections go in as numbers, so that it is compiled once. */
function adam(jax: Jax, workload: Workload, network: JaxNetwork): Step {
  const { numpy: np, nn, tree } = jax;
  const rows = workload.targets.values.length / workload.batches;
  const lossOf = (weights: Weights, x: Jax, y: Jax): Jax =>
    nn
      .logSoftmax(network.output(weights, x), -1)
      .mul(y)
      .sum()
      .mul(-1 / rows);
  const stepOf = jax.jit((weights: Weights, m: Weights, v: Weights, corrections: Jax, x: Jax, y: Jax) => {
    const [loss, slopes] = jax.valueAndGrad(lossOf)(tree.ref(weights), x, y);
    const first = tree.map((old: Jax, g: Jax) => old.mul(0.9).add(g.mul(0.1)), m, tree.ref(slopes));
    const second = tree.map((old: Jax, g: Jax) => old.mul(0.999).add(g.ref.mul(g).mul(0.001)), v, slopes);
    const [own, other] = [corrections.ref.slice(0), corrections.slice(1)];
    const update = (weight: Jax, mean: Jax, square: Jax): Jax => {
      const length = np.sqrt(square.mul(other.ref)).add(1e-8);
      return weight.sub(mean.mul(own.ref).mul(workload.learningRate).div(length));
    };
    const next = tree.map(update, weights, tree.ref(first), tree.ref(second));
    own.dispose();
    other.dispose();
    return [loss, next, first, second];
  });
  let weights = weightsOf(jax, workload);
  const zeros = (): Weights => tree.map((weight: Jax) => np.zeros(weight.shape), tree.ref(weights));
  let [m, v] = [zeros(), zeros()];
  let count = 0;
  return async (x, y) => {
    count++;
    const corrections = np.array(Float32Array.of(1 / (1 - 0.9 ** count), 1 / (1 - 0.999 ** count)));
    let loss: Jax;
    [loss, weights, m, v] = stepOf(weights, m, v, corrections, x, y);
    await jax.blockUntilReady(weights);
    return loss;
  };
}
