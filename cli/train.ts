/** `soma train`: trains the experiments of a file and says what came out. */

import { isProblem } from "../data/define.ts";
import { makeDataset } from "../data/index.ts";
import { nearestName } from "../data/nearest-name.ts";
import { Run } from "../engine/train/run.ts";
import { makeExecutable } from "../engine/wasm/make-executable.ts";
import type { CheckedExperiment } from "../language/index.ts";
import type { Experiment } from "../network/experiment.ts";
import { type Command, UsageError } from "./command.ts";
import { exit } from "./exit.ts";
import { explainMemory } from "./explain-memory.ts";
import { dataProblemText, diagnosticsText, isError } from "./render-diagnostic.ts";
import { isSeeded, judgeSeeds } from "./seeds.ts";
import { type OpenedSource, openSource } from "./source-file.ts";
import type { Terminal } from "./terminal.ts";
import { reportJson } from "./train-json.ts";
import { reportText } from "./train-text.ts";
import { type Reporter, trainToEnd } from "./training-loop.ts";

export const train: Command = {
  name: "train",
  summary: "Train the experiments of a file, one after the other.",
  operands: "one file",
  options: [
    { name: "train", value: "NAME", doc: "Train only the experiment of this name." },
    {
      name: "seed",
      value: "N",
      doc: "Use this seed, a whole number from 0 to 4294967295, instead of the file's.",
    },
    { name: "json", doc: "Print one JSON object a line instead of text." },
  ],
  examples: [
    "soma train examples/spiral.soma",
    "soma train examples/xor.soma --train Hidden --seed 7 --json",
  ],
  run: async (call, terminal) => {
    const seed = readSeed(call.options.get("seed"));
    const [file = ""] = call.operands;
    const source = openSource(file);
    if (isProblem(source)) {
      terminal.err(`soma: ${source.problem} ${source.advice}`);
      return exit.usage;
    }
    const chosen = choose(source, call.options.get("train"));
    noteWarnings(source, terminal);
    const reporter = call.options.has("json") ? reportJson(terminal) : reportText(terminal);
    let worst: number = exit.ok;
    for (const experiment of chosen) {
      const code = await trainOne(source, experiment, seed, reporter, terminal);
      if (code === exit.interrupted) return code;
      worst = Math.max(worst, code);
    }
    return worst;
  },
};

function readSeed(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const seed = Number(written);
  if (/^\d+$/.test(written) && seed < 2 ** 32) return seed;
  throw new UsageError(`--seed is a whole number from 0 to 4294967295, not ${written}`);
}

function choose({ path, checked }: OpenedSource, name: string | undefined): readonly CheckedExperiment[] {
  const { experiments } = checked;
  const names = experiments.map((experiment) => experiment.name);
  if (name === undefined) {
    if (experiments.length > 0) return experiments;
    throw new UsageError(`${path} trains nothing; add: train Network on data { … }`);
  }
  const found = experiments.filter((experiment) => experiment.name === name);
  if (found.length > 0) return found;
  const meant = nearestName(name, names);
  const advice = meant === undefined ? `it has ${names.join(", ") || "none"}` : `did you mean ${meant}?`;
  throw new UsageError(`${path} has no experiment named ${name}; ${advice}`);
}

function noteWarnings({ path, checked }: OpenedSource, terminal: Terminal): void {
  const count = checked.diagnostics.filter(({ severity }) => severity === "warning").length;
  if (count === 0) return;
  terminal.err(`${path} has ${count} warning${count === 1 ? "" : "s"}: soma check ${path}`);
}

async function trainOne(
  source: OpenedSource,
  { experiment: found }: CheckedExperiment,
  seed: number | undefined,
  reporter: Reporter,
  terminal: Terminal,
): Promise<number> {
  const { path, files } = source;
  if (found === undefined) {
    for (const line of diagnosticsText(source, terminal, isError)) terminal.err(line);
    return exit.findings;
  }
  const experiment: Experiment =
    seed === undefined ? found : { ...found, training: { ...found.training, seed } };
  const dataset = makeDataset(experiment.data, experiment.training.seed, files);
  if (isProblem(dataset)) {
    for (const line of dataProblemText(source, experiment, dataset, terminal)) terminal.err(line);
    return exit.findings;
  }
  // A seed that is asked for is looked at alone.
  const isSpread = seed === undefined && experiment.expectations.some(isSeeded);
  const own = isSpread
    ? { ...experiment, expectations: experiment.expectations.filter((each) => !isSeeded(each)) }
    : experiment;
  const run = await Run.open(own, dataset, makeExecutable).catch((error: unknown) => {
    const explained = explainMemory(error);
    if (explained === undefined) throw error;
    terminal.err(`${path}: ${experiment.name}: ${explained}`);
    return undefined;
  });
  if (run === undefined) return exit.findings;
  const code = await trainToEnd(run, dataset, reporter);
  if (code === exit.interrupted || !isSpread) return code;
  const verdicts = await judgeSeeds(experiment, files, reporter.seed);
  reporter.seeds(run, verdicts);
  return verdicts.every(({ holds }) => holds) ? code : Math.max(code, exit.findings);
}
