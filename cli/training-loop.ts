/** Runs the steps of an experiment in short pieces, so that it can be watched and stopped at any time. */
import type { Dataset } from "../data/define.ts";
import { judge, type Outcome } from "../engine/probe/expectations.ts";
import type { Divergence, Evaluation, Run } from "../engine/train/run.ts";
import { exit } from "./exit.ts";
import type { SeedVerdict } from "./seeds.ts";

/** Hears how a run goes; prints it as text or as JSON. */
export interface Reporter {
  /** Whether `epoch` wants the metrics of every epoch, which take a pass over the data. */
  readonly measuresEpochs: boolean;
  readonly started: (run: Run, dataset: Dataset) => void;
  readonly progress: (run: Run, loss: number) => void;
  readonly epoch: (run: Run, epoch: number, loss: number, evaluation: Evaluation | undefined) => void;
  readonly finished: (run: Run, result: Result) => void;
  readonly diverged: (run: Run, divergence: Divergence) => void;
  readonly interrupted: (run: Run) => void;
  /** So many of the seeds that expectations ask for are trained. */
  readonly seed: (done: number, of: number) => void;
  readonly seeds: (run: Run, verdicts: readonly SeedVerdict[]) => void;
}

export interface Result {
  readonly evaluation: Evaluation;
  readonly outcomes: readonly Outcome[];
  readonly stepsPerSecond: number;
  readonly wallMs: number;
}

/** A piece is made to take about this long: Ctrl-C is heard between two of them. */
const PIECE_MS = 20;

/** Trains to the end of the plan, to a divergence or to Ctrl-C, and returns the exit code. */
export async function trainToEnd(run: Run, dataset: Dataset, reporter: Reporter): Promise<number> {
  const interrupt = listenForInterrupt();
  try {
    return await trainUntil(run, dataset, reporter, interrupt.heard);
  } finally {
    interrupt.stopListening();
  }
}

async function trainUntil(
  run: Run,
  dataset: Dataset,
  reporter: Reporter,
  interrupted: () => boolean,
): Promise<number> {
  const startedMs = performance.now();
  const mean = makeMean();
  let steps = 1;
  let engineMs = 0;
  reporter.started(run, dataset);
  while (run.step < run.totalSteps) {
    const pieceStartedMs = performance.now();
    const { losses, diverged } = run.train(Math.min(steps, run.totalSteps - run.step), true);
    const pieceMs = performance.now() - pieceStartedMs;
    engineMs += pieceMs;
    if (diverged !== undefined) {
      reporter.diverged(run, diverged);
      return exit.diverged;
    }
    for (const loss of losses) mean.add(loss);
    steps = nextSteps(losses.length, steps, pieceMs);
    reporter.progress(run, mean.value());
    if (run.step % run.stepsPerEpoch === 0 || run.step === run.totalSteps) {
      const epoch = Math.ceil(run.step / run.stepsPerEpoch);
      reporter.epoch(run, epoch, mean.value(), reporter.measuresEpochs ? run.evaluate() : undefined);
      mean.clear();
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (interrupted()) {
      reporter.interrupted(run);
      return exit.interrupted;
    }
  }
  const evaluation = run.evaluate();
  const outcomes = judge(run, evaluation);
  const stepsPerSecond = engineMs > 0 ? (1000 * run.step) / engineMs : 0;
  reporter.finished(run, { evaluation, outcomes, stepsPerSecond, wallMs: performance.now() - startedMs });
  return outcomes.every(({ holds, decisive }) => holds || !decisive) ? exit.ok : exit.findings;
}

/** Doubles or halves towards the length of a piece; a piece that an epoch's end cut short says nothing. */
function nextSteps(done: number, asked: number, tookMs: number): number {
  if (tookMs > 2 * PIECE_MS) return Math.max(1, Math.floor(asked / 2));
  if (done === asked && tookMs < PIECE_MS / 2) return asked * 2;
  return asked;
}

/** The mean of the losses since it was last cleared. */
function makeMean() {
  let sum = 0;
  let count = 0;
  return {
    add: (value: number) => {
      sum += value;
      count++;
    },
    value: () => sum / count,
    clear: () => {
      sum = 0;
      count = 0;
    },
  };
}

function listenForInterrupt() {
  let heard = false;
  const hear = () => {
    // The second Ctrl-C does not wait for the piece to end.
    if (heard) process.exit(exit.interrupted);
    heard = true;
  };
  process.on("SIGINT", hear);
  return { heard: () => heard, stopListening: () => void process.off("SIGINT", hear) };
}
