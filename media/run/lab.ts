/** Runs the experiment on show: takes messages from the extension and the engine, and answers the buttons. */
import { batch } from "@preact/signals";
import type { FromEngine, Progress } from "../../protocol/engine-worker.ts";
import type { Problem } from "../../protocol/experiment.ts";
import type { LabCommand, Place, ToPanel } from "../../protocol/panel.ts";
import { tensorsToWatch, weightsToWatch } from "../network/layout.ts";
import { current, send } from "./current.ts";
import { startEngine } from "./engine.ts";
import { RunHistory } from "./history.ts";
import { listenToExtension, log, tellExtension } from "./host.ts";
import { forgetQuestion, inspectAgain, takeReport } from "./inspection.ts";
import { keepState, readEarlierRun, saveNowAndThen, takeEarlierRun } from "./saving.ts";
import * as show from "./state.ts";
import { reportStatus } from "./status.ts";

type Opening = Extract<ToPanel, { type: "open" }>;

let engineSource: string | undefined;
let opening: Opening | undefined;
/** Where the newest experiment is written, whether or not it could be opened. */
let place: Place | undefined;
let trainOnceOpen = false;

export function startLab(): void {
  readEarlierRun();
  listenToExtension(takeFromExtension);
  tellExtension({ type: "ready" });
}

function takeFromExtension(message: ToPanel): void {
  switch (message.type) {
    case "engine":
      engineSource = message.source;
      if (opening) openRun(opening);
      return;
    case "open":
      opening = message;
      place = message.place;
      if (engineSource !== undefined) openRun(message);
      return;
    case "broken": {
      const { problem, advice } = message;
      place = message.place;
      show.broken.value = { problem, advice };
      return;
    }
    case "edited":
      show.edited.value = message.edited;
      return;
    case "command":
      command(message.command);
      return;
    default:
      message satisfies never;
  }
}

export function command(name: LabCommand): void {
  switch (name) {
    case "train":
      if (hasEnded()) reopen(true);
      else send({ type: "train", run: current.run, pace: show.pace.value });
      return;
    case "step":
      if (hasEnded()) return;
      send({ type: "train", run: current.run, pace: "visible", steps: 1 });
      return;
    case "pause":
      send({ type: "pause", run: current.run });
      return;
    case "stop":
      stop();
      return;
    case "reset":
      reopen(false);
      return;
    default:
      name satisfies never;
  }
}

/** The engine stops between two slices of some milliseconds; one that does not is ended. */
function stop(): void {
  const PATIENCE_MS = 2_000;
  const stopped = current.run;
  send({ type: "pause", run: stopped });
  setTimeout(() => {
    if (current.run !== stopped || show.runState.value !== "training") return;
    current.engine?.end();
    engineDied("It did not stop when it was told to.");
  }, PATIENCE_MS);
}

/** True if going on needs a new run. */
const hasEnded = (): boolean =>
  show.runState.value === "finished" ||
  show.runState.value === "diverged" ||
  show.failure.value !== undefined ||
  current.engine === undefined;

export function setPace(pace: typeof show.pace.value): void {
  show.pace.value = pace;
  if (show.runState.value === "training") send({ type: "train", run: current.run, pace });
}

export function setLogLoss(isLog: boolean): void {
  show.isLogLoss.value = isLog;
  saveNowAndThen(true);
}

export function chooseExample(row: number): void {
  const rows = show.summary.value?.rows ?? 0;
  if (rows === 0) return;
  show.example.value = ((row % rows) + rows) % rows;
  sendWatch();
  inspectAgain();
}

export function reveal(span: { readonly start: number; readonly end: number }): void {
  const place = show.opened.value?.place;
  if (place) tellExtension({ type: "reveal", place, span });
}

function openRun(message: Opening): void {
  const { place, experiment } = message;
  const isSame = show.opened.value?.place.uri === place.uri && show.opened.value.place.name === place.name;
  batch(() => {
    show.opened.value = { place, experiment };
    clear(isSame);
  });
  trainOnceOpen = message.train;
  const resume = takeEarlierRun(place, experiment);
  current.engine ??= startEngine(engineSource ?? "", takeFromEngine, engineDied);
  forgetQuestion();
  current.run++;
  send({ type: "open", run: current.run, experiment, files: message.files, ...(resume ? { resume } : {}) });
}

function clear(keepsLook: boolean): void {
  show.summary.value = undefined;
  show.broken.value = undefined;
  show.failure.value = undefined;
  show.divergence.value = undefined;
  show.notice.value = undefined;
  show.edited.value = false;
  show.runState.value = "ready";
  show.step.value = 0;
  show.stepsPerSecond.value = 0;
  show.batchLoss.value = undefined;
  show.evaluation.value = undefined;
  show.surface.value = undefined;
  show.glimpse.value = undefined;
  show.health.value = [];
  show.predictions.value = undefined;
  show.activity.value = undefined;
  show.report.value = undefined;
  show.history.value = new RunHistory();
  show.historyVersion.value++;
  if (keepsLook) return;
  show.example.value = 0;
  show.inspected.value = undefined;
  show.pinned.value = false;
}

function takeFromEngine(message: FromEngine): void {
  if ("run" in message && message.run !== current.run) return;
  switch (message.type) {
    case "ready":
    case "pong":
    case "judged":
      return;
    case "dropped":
      log("warning", `The engine dropped a message: ${message.reason}`);
      return;
    case "opened":
      batch(() => {
        show.summary.value = message.summary;
        show.step.value = message.summary.step;
        show.runState.value = message.summary.step > 0 ? "paused" : "ready";
      });
      sendWatch();
      inspectAgain();
      if (trainOnceOpen) command("train");
      trainOnceOpen = false;
      return;
    case "progress":
      batch(() => takeProgress(message));
      acknowledge(message.message);
      return;
    case "diverged":
      show.divergence.value = message;
      return;
    case "failed":
      fail(message);
      return;
    case "inspected":
      takeReport(message.request, message.report);
      return;
    case "saved":
      keepState(message.saved);
      return;
    default:
      message satisfies never;
  }
}

function takeProgress(progress: Progress): void {
  const settled = show.runState.value === "training" && progress.state !== "training";
  show.runState.value = progress.state;
  show.step.value = progress.step;
  show.stepsPerSecond.value = progress.stepsPerSecond;
  if (progress.losses.length > 0) {
    show.history.value.addLosses(progress.firstStep, progress.losses, progress.stride);
    show.batchLoss.value = progress.losses.at(-1);
  }
  if (progress.evaluation) {
    show.history.value.addEvaluation(progress.evaluation);
    show.evaluation.value = progress.evaluation;
  }
  if (progress.losses.length > 0 || progress.evaluation) show.historyVersion.value++;
  if (progress.surface) show.surface.value = progress.surface;
  if (progress.glimpse) {
    show.glimpse.value = progress.glimpse;
    inspectAgain();
  }
  if (progress.health) show.health.value = progress.health;
  if (progress.predictions) show.predictions.value = progress.predictions;
  if (progress.activity) show.activity.value = progress.activity;
  reportStatus();
  if (settled || progress.state === "training") saveNowAndThen(settled);
}

/** After the next frame, so that the engine is never ahead of what is drawn; a hidden page draws nothing and answers all the same. */
function acknowledge(message: number): void {
  const HIDDEN_MS = 250;
  const sendIt = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    send({ type: "acknowledge", run: of, message });
  };
  const of = current.run;
  const frame = requestAnimationFrame(sendIt);
  const timer = setTimeout(sendIt, HIDDEN_MS);
}

function fail({ problem, advice }: Problem): void {
  batch(() => {
    show.failure.value = { problem, advice };
    if (show.runState.value === "training") show.runState.value = "paused";
  });
  log("error", `${problem} ${advice}`);
  reportStatus();
}

function engineDied(reason: string): void {
  current.engine = undefined;
  fail({
    problem: `The engine stopped unexpectedly. ${reason}`,
    advice: "Press Reset to start the run again; what is drawn is from before.",
  });
}

function reopen(train: boolean): void {
  if (place) tellExtension({ type: "reopen", place, train });
}

function sendWatch(): void {
  const { experiment } = show.opened.value ?? {};
  if (!experiment) return;
  send({
    type: "watch",
    run: current.run,
    watch: {
      surface: show.summary.value?.points !== undefined,
      health: true,
      example: show.example.value,
      activations: tensorsToWatch(experiment.network),
      weights: weightsToWatch(experiment.network),
    },
  });
}
