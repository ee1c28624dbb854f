/**
 * Steps per second of compiled training steps: `node out/kernels.mjs DATA_FOLDER [W1 W2 …]`, with the workloads of the
 * engine's design (arrays as written by the shared generator). Prints the loss after 20 steps beside the expected one.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { differentiate } from "../engine/graph/differentiate.ts";
import type { GraphNode, LeafNode, Program } from "../engine/graph/graph.ts";
import { makeProcedure } from "../engine/graph/procedure.ts";
import { startTrace, type Tracer } from "../engine/graph/trace.ts";
import type { Conv2dWindow, PoolWindow } from "../engine/ops/ops.ts";
import { compile } from "../engine/wasm/compile.ts";
import { instantiate } from "../engine/wasm/instantiate.ts";

type Forward = (tracer: Tracer, x: GraphNode, weight: (name: string) => LeafNode) => GraphNode;

interface Workload {
  readonly forward: Forward;
  readonly loss: "half-mse" | "cross-entropy";
  readonly optimizer: "sgd" | "adam";
  readonly expected: number;
}

const dense = ({ ops }: Tracer, x: GraphNode, weight: LeafNode, bias: LeafNode): GraphNode =>
  ops.add(ops.matmul(x, weight), bias);

const perceptron =
  (layers: number, activation: "tanh" | "relu", last: boolean): Forward =>
  (tracer, x, weight) => {
    const { ops } = tracer;
    let at = x;
    for (let layer = 0; layer < layers; layer++) {
      at = dense(tracer, at, weight(`w${layer}`), weight(`b${layer}`));
      if (layer < layers - 1 || last)
        at = activation === "tanh" ? ops.tanh(at) : ops.maximum(at, ops.constant(0));
    }
    return at;
  };

const CONVOLUTION: Conv2dWindow = {
  stride: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
};
const POOL: PoolWindow = {
  kernel: [2, 2],
  stride: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
};

const convolutional: Forward = (tracer, x, weight) => {
  const { ops } = tracer;
  let at = x;
  for (const layer of [0, 1]) {
    const bias = weight(`c${layer}`);
    const sum = ops.add(
      ops.conv2d(at, weight(`k${layer}`), CONVOLUTION),
      ops.reshape(bias, [1, bias.shape[0]!, 1, 1]),
    );
    at = ops.maxPool2d(ops.maximum(sum, ops.constant(0)), POOL);
  }
  return dense(tracer, ops.reshape(at, [at.shape[0]!, 256]), weight("w0"), weight("b0"));
};

export const WORKLOADS: Readonly<Record<string, Workload>> = {
  W1: { forward: perceptron(3, "tanh", true), loss: "half-mse", optimizer: "sgd", expected: 0.51856 },
  W2: { forward: perceptron(3, "relu", false), loss: "cross-entropy", optimizer: "adam", expected: 2.17746 },
  W3: { forward: perceptron(3, "relu", false), loss: "cross-entropy", optimizer: "adam", expected: 1.15028 },
  W4: { forward: convolutional, loss: "cross-entropy", optimizer: "adam", expected: 2.25046 },
};

interface Arrays {
  readonly meta: { readonly lr: number; readonly batch: number; readonly nb: number };
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly values: Readonly<Record<string, Float32Array>>;
}

export function readArrays(folder: string, name: string): Arrays {
  const meta = JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
  const bytes = readFileSync(`${folder}/${name}.bin`);
  const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const shapes: Record<string, readonly number[]> = {};
  const values: Record<string, Float32Array> = {};
  for (const [key, { shape, offset, length }] of Object.entries<{
    shape: number[];
    offset: number;
    length: number;
  }>(meta.arrays)) {
    shapes[key] = shape;
    values[key] = floats.slice(offset, offset + length);
  }
  return { meta, shapes, values };
}

/** One training step: forward, loss, gradients and the optimizer's updates. */
export function stepProgram({ forward, loss, optimizer }: Workload, arrays: Arrays): Program {
  const tracer = startTrace();
  const { ops } = tracer;
  const batch = (name: string): GraphNode => tracer.leaf("batch", name, arrays.shapes[name]!.slice(1));
  const weights: LeafNode[] = [];
  const weight = (name: string): LeafNode => {
    const leaf = tracer.leaf("weight", name, arrays.shapes[name]!);
    if (!weights.includes(leaf)) weights.push(leaf);
    return leaf;
  };
  const y = forward(tracer, batch("x"), weight);
  const value =
    loss === "half-mse" ? halfSquares(tracer, y, batch("y")) : crossEntropy(tracer, y, batch("y"));
  const gradients = differentiate(tracer, value, weights);
  const updates: Record<string, GraphNode> = {};
  const rate = tracer.leaf("setting", "rate", []);
  if (optimizer === "sgd") {
    weights.forEach((leaf, place) => {
      updates[leaf.name] = ops.sub(leaf, ops.mul(rate, gradients[place]!));
    });
  } else adam(tracer, weights, gradients, rate, updates);
  return {
    procedures: [makeProcedure("step", tracer, { outputs: { loss: ops.reshape(value, []) }, updates })],
  };
}

function halfSquares({ ops }: Tracer, y: GraphNode, target: GraphNode): GraphNode {
  const difference = ops.sub(y, target);
  const squares = ops.sum(ops.mul(difference, difference), [0, 1]);
  return ops.mul(squares, ops.constant(0.5 / y.shape[0]!));
}

function crossEntropy({ ops }: Tracer, logits: GraphNode, labels: GraphNode): GraphNode {
  const [rows, classes] = logits.shape as [number, number];
  const largest = ops.max(logits, [1]);
  const shifted = ops.sub(logits, ops.detach(largest));
  const logSum = ops.log(ops.sum(ops.exp(shifted), [1]));
  const chosen = ops.sum(ops.mul(shifted, ops.oneHot(labels, classes)), [1]);
  return ops.mul(ops.sum(ops.sub(logSum, chosen), [0, 1]), ops.constant(1 / rows));
}

function adam(
  { ops, leaf }: Tracer,
  weights: readonly LeafNode[],
  gradients: readonly GraphNode[],
  rate: GraphNode,
  updates: Record<string, GraphNode>,
): void {
  const [beta1, beta2] = [0.9, 0.999];
  const power = (name: string, beta: number): GraphNode => {
    const next = ops.mul(leaf("state", name, []), ops.constant(beta));
    updates[name] = next;
    return ops.sub(ops.constant(1), next);
  };
  const [rest1, rest2] = [power("adam.power1", beta1), power("adam.power2", beta2)];
  const scale = ops.sqrt(rest2);
  const alpha = ops.div(ops.mul(rate, scale), rest1);
  const epsilon = ops.mul(ops.constant(1e-8), scale);
  weights.forEach((weight, place) => {
    const gradient = gradients[place]!;
    const moment = (suffix: string, beta: number, value: GraphNode): GraphNode => {
      const name = `${weight.name}/adam.${suffix}`;
      const next = ops.add(
        ops.mul(leaf("state", name, weight.shape), ops.constant(beta)),
        ops.mul(value, ops.constant(1 - beta)),
      );
      updates[name] = next;
      return next;
    };
    const m = moment("m", beta1, gradient);
    const v = moment("v", beta2, ops.mul(gradient, gradient));
    updates[weight.name] = ops.sub(weight, ops.mul(alpha, ops.div(m, ops.add(ops.sqrt(v), epsilon))));
  });
}

function run(folder: string, name: string): void {
  const workload = WORKLOADS[name]!;
  const arrays = readArrays(folder, name);
  const program = stepProgram(workload, arrays);
  const start = performance.now();
  const { batch, nb, lr } = arrays.meta;
  const relaxed = process.argv.includes("--relaxed");
  const compiled = compile(program, {
    loop: { step: "step", lossOutput: "loss", batch, rows: batch * nb },
    relaxed,
  });
  const emitted = performance.now();
  const executable = instantiate(compiled);
  for (const [key, values] of Object.entries(arrays.values))
    if (key !== "x" && key !== "y") executable.write(key, values);
  executable.write("rate", [lr]);
  if (workload.optimizer === "adam")
    for (const power of ["adam.power1", "adam.power2"]) executable.write(power, [1]);
  executable.setData(batch * nb, { x: arrays.values.x!, y: arrays.values.y! });
  let cursor = 0;
  const train = (steps: number): Float32Array => {
    const reply = executable.train({
      steps,
      cursor,
      seed: 1,
      shuffle: process.argv.includes("--shuffle"),
      stopAtEpochEnd: false,
    });
    cursor += reply.stepsDone;
    return reply.losses;
  };
  const afterInstance = performance.now();
  train(1);
  const first = performance.now();
  const twenty = train(19).at(-1)!;
  const rates: number[] = [];
  let steps = 1;
  for (let turn = 0; turn < 12; ) {
    const before = process.cpuUsage();
    train(steps);
    const used = process.cpuUsage(before);
    const seconds = (used.user + used.system) / 1e6;
    if (seconds < 0.15) steps *= 2;
    else {
      rates.push(steps / seconds);
      turn++;
    }
  }
  rates.sort((a, b) => a - b);
  const ms = (value: number): string => value.toFixed(1);
  console.log(
    `${name}: ${Math.round(rates[6]!)} steps/s (best ${Math.round(rates[11]!)}), loss ${twenty.toFixed(5)} (expected ${workload.expected}), ` +
      `written ${ms(emitted - start)} ms, loaded ${ms(afterInstance - emitted)} ms, first step ${ms(first - afterInstance)} ms, ${compiled.bytes.length} bytes`,
  );
}

if (!process.env.SILENT) {
  const [folder = ".", ...names] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  for (const name of names.length > 0 ? names : Object.keys(WORKLOADS)) run(folder, name);
}
