/** How long it takes to train the same small network from 50 seeds, each on its own data set, in one process. */
import { isProblem } from "../data/define.ts";
import { makeDataset } from "../data/index.ts";
import { manySeeds, spreadOf } from "../engine/train/many-seeds.ts";
import { compile } from "../engine/wasm/compile.ts";
import { instantiate } from "../engine/wasm/instantiate.ts";
import { checkFile, parse } from "../language/index.ts";
import type { Experiment } from "../network/experiment.ts";

export interface SeedsRow {
  readonly title: string;
  readonly seeds: number;
  /** Of all seeds together. */
  readonly steps: number;
  /** From the text to the last weight, checking, compiling and making the data included. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly medianLoss: number;
}

const count = 50;

const sources: Readonly<Record<string, string>> = {
  "XOR, 2-8-1, 500 epochs": `
data table = logic(xor)
network Net {
  input x: [2]
  output x -> dense(8, tanh) -> dense(1)
}
train Net on table {
  loss: binary_cross_entropy
  optimizer: adam(lr: 0.05)
  batch: 4
  epochs: 500
  seed: 1
}`,
  "playground spiral, 2-8-8-1, 300 epochs": `
data arms = spiral(points: 500, noise: 0.2) {
  split: 1
}
network Net {
  input x: [2]
  output x -> dense(8, tanh) -> dense(8, tanh) -> dense(1)
}
train Net on arms {
  loss: binary_cross_entropy
  optimizer: sgd(lr: 0.03)
  batch: 10
  epochs: 300
  seed: 1
}`,
};

export async function measureSeeds(): Promise<readonly SeedsRow[]> {
  const rows: SeedsRow[] = [];
  for (const [title, source] of Object.entries(sources)) rows.push(await measure(title, source));
  return rows;
}

async function measure(title: string, source: string): Promise<SeedsRow> {
  const startMs = performance.now();
  const cpu = process.cpuUsage();
  const experiment = experimentIn(source);
  const seeds = Array.from({ length: count }, (_, place) => place + 1);
  const losses: number[] = [];
  let steps = 0;
  const host = {
    make: (program, loop) => instantiate(compile(program, loop === undefined ? {} : { loop })),
    dataOf: (seed) => datasetOf(experiment, seed),
    measure: (run) => run.evaluate().train.loss,
  } satisfies Parameters<typeof manySeeds<number>>[2];
  for await (const result of manySeeds(experiment, seeds, host)) {
    steps += result.steps;
    losses.push(result.measured);
  }
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1e3;
  return { title, seeds: count, steps, wallMs, cpuMs, medianLoss: spreadOf(losses).median };
}

function experimentIn(source: string): Experiment {
  const { experiments, diagnostics } = checkFile(parse(source), source, { files: () => undefined });
  const experiment = experiments[0]?.experiment;
  if (!experiment) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return experiment;
}

function datasetOf({ data }: Experiment, seed: number) {
  const dataset = makeDataset(data, seed, () => undefined);
  if (isProblem(dataset)) throw new Error(dataset.problem);
  return dataset;
}
