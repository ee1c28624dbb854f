/** Training steps per CPU second, ours and the peers', taking turns. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { vscodeNode } from "../scripts/vscode/server.ts";
import { type Contender, startContender } from "./contender.ts";
import { median } from "./median.ts";
import { type Workload, workload } from "./workloads.ts";

const rounds = 7;
/** Losses after 20 steps that differ by more than this share make a row void: the contenders did not do the same work. */
const agreement = 2e-3;

export interface EngineRow {
  readonly workload: string;
  readonly contender: string;
  readonly stepsPerCpuSecond: number;
  readonly firstStepMs: number;
  readonly lossAfter20: number;
  readonly agrees: boolean;
}

export async function benchEngine(segmentMs: number): Promise<readonly EngineRow[]> {
  const rows: EngineRow[] = [];
  console.log(
    `JavaScript contenders on Node ${spawnSync(vscodeNode(process.cwd()), ["--version"]).stdout.toString().trim()}`,
  );
  for (const name of ["W1", "W2", "W3"] as const)
    rows.push(...(await benchWorkload(workload(name), segmentMs)));
  return rows;
}

async function benchWorkload(given: Workload, segmentMs: number): Promise<readonly EngineRow[]> {
  console.log(`${given.name}  ${given.title}`);
  const contenders = await start(given);
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await contender.measure(segmentMs);
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders) {
      const { steps, cpuSeconds } = await contender.measure(segmentMs);
      rates.get(contender.name)?.push(steps / cpuSeconds);
    }
  for (const contender of contenders) contender.end();
  const rows = contenders.map(({ name, ready }): EngineRow => {
    const agrees = Math.abs(ready.lossAfter20 - given.lossAfter20) <= agreement * given.lossAfter20;
    return {
      workload: given.name,
      contender: name,
      stepsPerCpuSecond: median(rates.get(name) ?? []),
      firstStepMs: ready.firstStepMs,
      lossAfter20: ready.lossAfter20,
      agrees,
    };
  });
  print(rows);
  return rows;
}

async function start(given: Workload): Promise<readonly Contender[]> {
  const self = process.argv[1] ?? "";
  // The Node that VS Code brings has the V8 that its panel has; an older one runs all WebAssembly contenders slower.
  const node = vscodeNode(process.cwd());
  const manifest = writeForTorch(given);
  const torch = path.resolve("bench/contenders/pytorch.py");
  const plans: [string, string, string[]][] = [
    ["soma", node, [self, "contender", "soma", given.name]],
    ["tfjs-cpu", node, [self, "contender", "tfjs-cpu", given.name]],
    ["tfjs-wasm", node, [self, "contender", "tfjs-wasm", given.name]],
    ...["eager", "foreach", "jit"].map((mode): [string, string, string[]] => [
      `torch-${mode}`,
      pythonWithTorch() ?? "python3",
      [torch, manifest, mode],
    ]),
  ];
  const started: Contender[] = [];
  for (const [name, command, argv] of plans) {
    const contender = await startContender(name, command, argv);
    if (contender) started.push(contender);
  }
  return started;
}

/** Debian's package is only seen by Debian's own Python. */
const pythonWithTorch = (): string | undefined =>
  ["python3", "/usr/bin/python3"].find((python) => spawnSync(python, ["-c", "import torch"]).status === 0);

/** The numbers as a file that Python reads: all arrays one after the other, little-endian float32. */
function writeForTorch({
  name,
  sizes,
  batch,
  batches,
  learningRate,
  weights,
  biases,
  inputs,
  targets,
}: Workload): string {
  mkdirSync("out/bench", { recursive: true });
  const arrays = [
    ...weights.flatMap((weight, layer) => [weight, biases[layer] ?? new Float32Array()]),
    inputs,
    targets,
  ];
  const bytes = arrays.map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  writeFileSync(`out/bench/${name}.bin`, Buffer.concat(bytes));
  const lengths = arrays.map(({ length }) => length);
  const file = path.resolve(`out/bench/${name}.json`);
  writeFileSync(file, JSON.stringify({ name, sizes, batch, batches, learningRate, lengths }));
  return file;
}

function print(rows: readonly EngineRow[]): void {
  const best = (prefix: string): number =>
    Math.max(
      0,
      ...rows
        .filter(({ contender, agrees }) => agrees && contender.startsWith(prefix))
        .map((row) => row.stepsPerCpuSecond),
    );
  const ours = best("soma");
  for (const { contender, stepsPerCpuSecond, firstStepMs, lossAfter20, agrees } of rows)
    console.log(
      `  ${contender.padEnd(14)} ${Math.round(stepsPerCpuSecond).toLocaleString("en").padStart(11)} steps/s   ` +
        `first step ${firstStepMs.toFixed(0).padStart(5)} ms   loss after 20 ${lossAfter20.toFixed(5)}${agrees ? "" : "  VOID"}`,
    );
  const times = (peer: number): string => (peer > 0 ? `${(ours / peer).toPrecision(3)} ×` : "not measured");
  console.log(
    `  Soma is ${times(best("torch"))} the best PyTorch, ${times(best("tfjs"))} the best TensorFlow.js\n`,
  );
}
