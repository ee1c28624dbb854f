/** What `soma train --json` prints: one object a line, told apart by `type`. */
import type { DataNote } from "../data/define.ts";
import type { Outcome } from "../engine/probe/expectations.ts";
import type { Evaluation, Run } from "../engine/train/run.ts";
import type { SeedVerdict } from "./seeds.ts";
import type { Terminal } from "./terminal.ts";
import type { Reporter } from "./training-loop.ts";

type Line =
  | {
      readonly type: "run_started";
      readonly train: string;
      readonly network: string;
      readonly data: string;
      readonly seed: number;
      readonly steps: number;
      readonly stepsPerEpoch: number;
      readonly parameters: number;
      readonly rows: number;
      readonly trainRows: number;
      readonly notes: readonly DataNote[];
    }
  | ({
      readonly type: "epoch";
      readonly train: string;
      readonly epoch: number;
      readonly step: number;
      /** Mean loss of the epoch's steps, each before its update. */
      readonly loss: number;
    } & { readonly metrics: Metrics })
  | {
      readonly type: "finished";
      readonly train: string;
      readonly metrics: Metrics;
      readonly expectations: readonly Outcome[];
      readonly seed: number;
      readonly steps: number;
      readonly stepsPerSecond: number;
      readonly wallMs: number;
    }
  | {
      readonly type: "diverged";
      readonly train: string;
      readonly step: number;
      readonly lastFiniteStep: number;
      readonly rate: number;
      readonly seed: number;
    }
  | { readonly type: "seeds"; readonly train: string; readonly expectations: readonly SeedVerdict[] }
  | { readonly type: "interrupted"; readonly train: string; readonly step: number; readonly seed: number };

type Metrics = Pick<Evaluation, "train" | "test">;

export function reportJson(terminal: Terminal): Reporter {
  const print = (line: Line) => terminal.out(JSON.stringify(line, sayNotFinite));
  const known = ({ experiment: { name, training } }: Run) => ({ train: name, seed: training.seed });
  return {
    measuresEpochs: true,
    started: (run, { rows, trainRows, notes }) => {
      const { experiment, totalSteps: steps, stepsPerEpoch, parameters } = run;
      const { network, data } = experiment;
      const names = { network: network.name, data: data.name };
      print({
        type: "run_started",
        ...known(run),
        ...names,
        steps,
        stepsPerEpoch,
        parameters,
        rows,
        trainRows,
        notes,
      });
    },
    progress: () => undefined,
    epoch: (run, epoch, loss, evaluation) => {
      if (evaluation === undefined) throw new Error("metrics were asked for every epoch");
      const { train } = known(run);
      print({ type: "epoch", train, epoch, step: run.step, loss, metrics: metricsOf(evaluation) });
    },
    finished: (run, { evaluation, outcomes, stepsPerSecond, wallMs }) => {
      const metrics = metricsOf(evaluation);
      const times = {
        steps: run.step,
        stepsPerSecond: Math.round(stepsPerSecond),
        wallMs: Math.round(wallMs),
      };
      print({ type: "finished", ...known(run), metrics, expectations: outcomes, ...times });
    },
    diverged: (run, divergence) => print({ type: "diverged", ...known(run), ...divergence }),
    seed: () => undefined,
    seeds: (run, verdicts) => print({ type: "seeds", train: known(run).train, expectations: verdicts }),
    interrupted: (run) => print({ type: "interrupted", ...known(run), step: run.step }),
  };
}

const metricsOf = ({ train, test }: Evaluation): Metrics =>
  test === undefined ? { train } : { train, test };

/** JSON has no NaN and no infinity and would write null, which reads as "not measured": they are written as words. */
const sayNotFinite = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
