/** Training steps per CPU second, ours and the peers', taking turns with a measurement of what the machine can do at all. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { vscodeNode } from "../scripts/vscode/server.ts";
import { type Contender, type Contending, type Cost, type Segment, startContender } from "./contender.ts";
import { peakStepOperations } from "./contenders/peak.ts";
import { median } from "./median.ts";
import { shown } from "./table.ts";
import { workload } from "./workloads/index.ts";
import type { Workload, WorkloadName } from "./workloads/workload.ts";

const rounds = 7;
const coldStarts = 5;
/** Losses after 20 steps that differ by more than this share make a row void: the contenders did not do the same work. */
const agreement = 2e-3;

export interface EngineRow {
  readonly contender: string;
  readonly stepsPerCpuSecond: number;
  readonly firstStepMs: number;
  readonly lossAfter20: number;
  readonly agrees: boolean;
  /** Floating-point operations a second as a share of `Measured.peak`; ours only. */
  readonly shareOfPeak?: number;
}

export interface Measured {
  readonly workload: WorkloadName;
  readonly title: string;
  /** Floating-point operations per CPU second in registers: multiply and add, and fused where the host has it. */
  readonly peak: { readonly strict?: number; readonly relaxed?: number };
  readonly rows: readonly EngineRow[];
  /** What compiling costs us: of several fresh processes the least, because whatever else the machine does only adds to it. */
  readonly cost: Cost;
}

export async function benchEngine(
  names: readonly WorkloadName[],
  segmentMs: number,
): Promise<readonly Measured[]> {
  const version = spawnSync(node(), ["--version"]).stdout.toString().trim();
  console.log(`JavaScript contenders on Node ${version}`);
  const measured: Measured[] = [];
  for (const name of names) measured.push(await benchWorkload(workload(name), segmentMs));
  return measured;
}

/** The Node that VS Code brings has the V8 that its panel has; an older one runs all WebAssembly contenders slower. */
export const node = (): string => vscodeNode(process.cwd());

async function benchWorkload(given: Workload, segmentMs: number): Promise<Measured> {
  console.log(`${given.name}  ${given.title}`);
  const peaks = await startPeaks();
  const contenders = await startAll(given);
  const everybody = [...peaks, ...contenders];
  const rates = new Map<string, number[]>(everybody.map(({ name }) => [name, []]));
  for (const contender of everybody) await contender.measure(segmentMs);
  for (let round = 0; round < rounds; round++)
    for (const contender of everybody)
      rates.get(contender.name)?.push(rateOf(await contender.measure(segmentMs)));
  for (const contender of everybody) contender.end();
  const rate = (name: string): number => median(rates.get(name) ?? []);
  const peak = Object.fromEntries(peaks.map(({ name }) => [name, rate(name) * peakStepOperations]));
  const rows = contenders.map(({ name, ready }): EngineRow => {
    const ownPeak = peak[name.replace("soma-", "")];
    return {
      contender: name,
      stepsPerCpuSecond: rate(name),
      firstStepMs: ready.firstStepMs,
      lossAfter20: ready.lossAfter20,
      agrees: Math.abs(ready.lossAfter20 - given.lossAfter20) <= agreement * given.lossAfter20,
      ...(ownPeak === undefined ? {} : { shareOfPeak: (rate(name) * given.operations) / ownPeak }),
    };
  });
  const cost = await coldCost(given);
  print(rows, cost);
  return { workload: given.name, title: given.title, peak, rows, cost };
}

async function coldCost({ name }: Workload): Promise<Cost> {
  const costs: Cost[] = [];
  for (let start = 0; start < coldStarts; start++) {
    const argv = [self(), "contender", "soma-strict", name];
    const contender = await startContender<Contending>("soma-strict", node(), argv);
    contender?.end();
    if (contender?.ready.cost) costs.push(contender.ready.cost);
  }
  const least = (part: keyof Cost): number => Math.min(...costs.map((cost) => cost[part]));
  return {
    emissionMs: least("emissionMs"),
    instantiationMs: least("instantiationMs"),
    stepMs: least("stepMs"),
    codeBytes: least("codeBytes"),
  };
}

const rateOf = ({ steps, cpuSeconds }: Segment): number => steps / cpuSeconds;

const startPeaks = (): Promise<readonly Contender<object>[]> =>
  startEach(
    ["strict", "relaxed"].map((name) => [name, node(), [self(), "contender", "peak", name]] as const),
  );

const self = (): string => process.argv[1] ?? "";

function startAll(given: Workload): Promise<readonly Contender<Contending>[]> {
  const manifest = writeForTorch(given);
  const torch = path.resolve("bench/contenders/pytorch.py");
  const python = pythonWithTorch();
  return startEach([
    ...["soma-strict", "soma-relaxed", "tfjs-cpu", "tfjs-wasm", "jax-wasm"].map(
      (name) => [name, node(), [self(), "contender", name, given.name]] as const,
    ),
    ...["eager", "foreach", "jit"].map((mode) => [`torch-${mode}`, python, [torch, manifest, mode]] as const),
  ]);
}

/** Those that run here, one started after the other so that their first steps are measured undisturbed. */
async function startEach<Ready>(
  plans: readonly (readonly [name: string, command: string, argv: readonly string[]])[],
): Promise<readonly Contender<Ready>[]> {
  const started: Contender<Ready>[] = [];
  for (const [name, command, argv] of plans) {
    const contender = await startContender<Ready>(name, command, argv);
    if (contender) started.push(contender);
  }
  return started;
}

/** Debian's package is only seen by Debian's own Python. */
const pythonWithTorch = (): string =>
  ["python3", "/usr/bin/python3"].find((python) => spawnSync(python, ["-c", "import torch"]).status === 0) ??
  "python3";

/** The numbers as a file that Python reads: all arrays one after the other, little-endian float32. */
function writeForTorch({ name, training, learningRate, weights, inputs, targets }: Workload): string {
  mkdirSync("out/bench", { recursive: true });
  const arrays = Object.entries({ ...weights, inputs, targets });
  const bytes = arrays.map(
    ([, { values }]) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );
  writeFileSync(`out/bench/${name}.bin`, Buffer.concat(bytes));
  const shapes = arrays.map(([array, { shape }]) => [array, shape]);
  const file = path.resolve(`out/bench/${name}.json`);
  writeFileSync(file, JSON.stringify({ name, training, learningRate, arrays: shapes }));
  return file;
}

function print(rows: readonly EngineRow[], cost: Cost): void {
  for (const { contender, stepsPerCpuSecond, firstStepMs, lossAfter20, agrees, shareOfPeak } of rows)
    console.log(
      `  ${contender.padEnd(14)} ${shown(stepsPerCpuSecond).padStart(11)} steps/s   ` +
        `first step ${firstStepMs.toFixed(0).padStart(5)} ms   loss after 20 ${lossAfter20.toFixed(5)}` +
        `${shareOfPeak === undefined ? "" : `   ${(100 * shareOfPeak).toFixed(0)} % of the peak`}${agrees ? "" : "  VOID"}`,
    );
  const { emissionMs, instantiationMs, stepMs, codeBytes } = cost;
  console.log(
    `  compiled cold: emission ${emissionMs.toFixed(1)} ms, instantiation ${instantiationMs.toFixed(1)} ms, ` +
      `first step ${stepMs.toFixed(1)} ms; ${(codeBytes / 1024).toFixed(1)} KiB of code\n`,
  );
}
