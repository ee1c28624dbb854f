/** What `soma train` prints for people: a moving bar where there is a terminal, and the result. */
import type { Metrics } from "../engine/train/evaluator.ts";
import { progressBar } from "./progress-bar.ts";
import type { Terminal } from "./terminal.ts";
import type { Reporter } from "./training-loop.ts";

/** Without a terminal, a line is printed no more often than this. */
const QUIET_MS = 5000;
const REDRAW_MS = 100;

export function reportText(terminal: Terminal): Reporter {
  const { live, paint } = terminal;
  let startedMs = 0;
  let printedMs = 0;
  const closeBar = () => live?.clear();
  return {
    measuresEpochs: false,
    started: (run, { notes, rows, trainRows }) => {
      startedMs = performance.now();
      printedMs = live === undefined ? startedMs : 0;
      const { experiment, parameters, totalSteps } = run;
      const { name, data, training } = experiment;
      const split = rows > trainRows ? `${trainRows} rows, tested on ${rows - trainRows}` : `${rows} rows`;
      terminal.out(paint("bold", `${name} on ${data.name}, seed ${training.seed}`));
      terminal.out(`  ${grouped(parameters)} parameters, ${grouped(totalSteps)} steps on ${split}`);
      for (const { severity, message } of notes) {
        if (severity !== "information") terminal.err(`  ${paint("yellow", severity)}: ${message}`);
      }
    },
    progress: (run, loss) => {
      const nowMs = performance.now();
      if (nowMs - printedMs < (live === undefined ? QUIET_MS : REDRAW_MS)) return;
      printedMs = nowMs;
      if (live !== undefined)
        live.show(progressBar(run.step, run.totalSteps, loss, nowMs - startedMs, live.columns()));
      else terminal.err(`  step ${run.step} of ${run.totalSteps}, loss ${shorten(loss)}`);
    },
    epoch: () => undefined,
    finished: (run, { evaluation: { train, test }, outcomes, stepsPerSecond, wallMs }) => {
      closeBar();
      const speed = `${grouped(Math.round(stepsPerSecond))} steps/s`;
      terminal.out(`  ${grouped(run.step)} steps in ${(wallMs / 1000).toFixed(2)} s, ${speed}`);
      terminal.out(`  train  ${metrics(train)}`);
      if (test !== undefined) terminal.out(`  test   ${metrics(test)}`);
      for (const { claim, measured, holds, decisive } of outcomes) {
        const verdict = holds ? paint("green", "holds ") : paint("red", "FAILED");
        const here = decisive ? "it is" : "with this seed it is";
        terminal.out(`  ${verdict}  expect ${claim}: ${here} ${shorten(measured)}`);
      }
    },
    diverged: (run, { step, lastFiniteStep, rate }) => {
      closeBar();
      const name = run.experiment.name;
      terminal.err(
        `${name} diverged: the loss of step ${step} is not a finite number (learning rate ${shorten(rate)}).`,
      );
      terminal.err(`  ${adviseAfter(step, lastFiniteStep, rate)}`);
    },
    seed: (done, of) => live?.show(`  seed ${done} of ${of}`),
    seeds: (_run, verdicts) => {
      closeBar();
      for (const { claim, passed, seeds, holds, spread } of verdicts) {
        const verdict = holds ? paint("green", "holds ") : paint("red", "FAILED");
        const { least, median, most } = spread;
        const range = `${shorten(least)} to ${shorten(most)}, median ${shorten(median)}`;
        terminal.out(`  ${verdict}  expect ${claim}: it is so in ${passed} of ${seeds} (${range})`);
      }
    },
    interrupted: (run) => {
      closeBar();
      terminal.err(`${run.experiment.name} was stopped after step ${run.step} of ${run.totalSteps}.`);
    },
  };
}

/** A first loss that is not finite has nothing to do with the learning rate: no step was taken yet. */
const adviseAfter = (step: number, lastFiniteStep: number, rate: number): string =>
  step === 1
    ? "It is so before anything was learnt: make the initial values or the inputs smaller (normalize: standard)."
    : `The last finite state is the one after step ${lastFiniteStep}. Try lr: ${shorten(rate / 10)}.`;

const metrics = ({ loss, accuracy }: Metrics): string =>
  `loss ${shorten(loss).padEnd(10)}${accuracy === undefined ? "" : ` accuracy ${accuracy.toFixed(4)}`}`.trimEnd();

const shorten = (value: number): string => String(Number(value.toPrecision(4)));

const grouped = (value: number): string => value.toLocaleString("en-US");
