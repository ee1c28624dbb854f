/** Runs the experiment on show: takes messages from the extension and the engine, and answers the buttons. */
import { batch } from "@preact/signals";
import type { FromEngine, Progress, ToEngine } from "../../protocol/engine-worker.ts";
import type { Problem } from "../../protocol/experiment.ts";
import type { LabCommand, Place, ToPanel } from "../../protocol/panel.ts";
import type { SavedRun } from "../../protocol/run.ts";
import { tensorsToWatch, weightsToWatch } from "../network/layout.ts";
import { type Engine, startEngine } from "./engine.ts";
import { formatCount } from "./format.ts";
import { RunHistory } from "./history.ts";
import { listenToExtension, log, tellExtension } from "./host.ts";
import { fingerprint, type Kept, keepRun, kept, savedRun } from "./keep.ts";
import * as show from "./state.ts";
import { reportStatus } from "./status.ts";

type Opening = Extract<ToPanel, { type: "open" }>;

let engineSource: string | undefined;
let engine: Engine | undefined;
let run = 0;
let request = 0;
/** The inspection that has not been answered yet. */
let inspecting: number | undefined;
let opening: Opening | undefined;
/** Where the newest experiment is written, whether or not it could be opened. */
let place: Place | undefined;
/** Only the page's first experiment may pick up a run from before a reload. */
let pickUp: Kept | undefined;
let trainOnceOpen = false;
let savedAtMs = 0;
let askedAtMs = 0;
let answeredInMs = 0;

const SAVE_EVERY_MS = 5_000;
/** While it trains the inspected unit is asked again, for a bounded share of the engine's time. */
const REPORT_EVERY_MS = 200;
const REPORT_REST = 6;
/** Weights with their optimizer's moments beyond this are not kept over a reload. */
const LARGEST_KEPT_PARAMETERS = 150_000;

export function startLab(): void {
  pickUp = kept();
  if (pickUp) show.pace.value = pickUp.pace;
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
      else send({ type: "train", run, pace: show.pace.value });
      return;
    case "step":
      if (hasEnded()) return;
      send({ type: "train", run, pace: "visible", steps: 1 });
      return;
    case "pause":
    case "stop":
      send({ type: "pause", run });
      return;
    case "reset":
      reopen(false);
      return;
    default:
      name satisfies never;
  }
}

/** True if going on needs a new run. */
const hasEnded = (): boolean =>
  show.runState.value === "finished" ||
  show.runState.value === "diverged" ||
  show.failure.value !== undefined ||
  engine === undefined;

export function setPace(pace: typeof show.pace.value): void {
  show.pace.value = pace;
  if (show.runState.value === "training") send({ type: "train", run, pace });
}

export function chooseExample(row: number): void {
  const rows = show.summary.value?.rows ?? 0;
  if (rows === 0) return;
  show.example.value = ((row % rows) + rows) % rows;
  sendWatch();
  inspectAgain();
}

/** Shows a unit in the inspector; a pinned one gives way to another pinned one only. */
export function inspect(unit: show.Unit, pin = false): void {
  if (show.pinned.value && !pin) return;
  show.pinned.value = pin;
  show.inspected.value = unit;
  askForReport(unit);
}

export function unpin(): void {
  show.pinned.value = false;
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
  const resume = pickUpRun(message);
  pickUp = undefined;
  engine ??= startEngine(engineSource ?? "", takeFromEngine, engineDied);
  inspecting = undefined;
  run++;
  send({ type: "open", run, experiment, files: message.files, ...(resume ? { resume } : {}) });
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
  show.report.value = undefined;
  show.history.value = new RunHistory();
  show.historyVersion.value++;
  if (keepsLook) return;
  show.example.value = 0;
  show.inspected.value = undefined;
  show.pinned.value = false;
}

/** The run from before the reload, if it belongs to the same experiment. */
function pickUpRun({ place, experiment }: Opening): SavedRun | undefined {
  if (pickUp?.place.uri !== place.uri || pickUp.place.name !== place.name || pickUp.step === 0)
    return undefined;
  const where = `step ${formatCount(pickUp.step)}`;
  if (pickUp.fingerprint !== fingerprint(experiment)) {
    show.notice.value = `The text has changed since the run that stood at ${where}, so this one starts anew.`;
    return undefined;
  }
  const saved = savedRun(pickUp);
  if (!saved) {
    show.notice.value = `The run stood at ${where}; its weights were too large to keep, so it starts anew.`;
    return undefined;
  }
  for (const { step, loss } of pickUp.losses) show.history.value.addLosses(step, Float32Array.of(loss), 1);
  for (const evaluation of pickUp.evaluations) show.history.value.addEvaluation(evaluation);
  show.historyVersion.value++;
  show.notice.value = `Picked up at ${where}, as it was before the window was reloaded.`;
  return saved;
}

function takeFromEngine(message: FromEngine): void {
  if ("run" in message && message.run !== run) return;
  switch (message.type) {
    case "ready":
    case "pong":
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
      if (message.request !== inspecting) return;
      inspecting = undefined;
      answeredInMs = performance.now() - askedAtMs;
      show.report.value = message.report;
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
  reportStatus();
  if (settled || (progress.state === "training" && performance.now() - savedAtMs > SAVE_EVERY_MS))
    askForSave();
}

/** After the next frame, so that the engine is never ahead of what is drawn; a hidden page draws nothing and answers all the same. */
function acknowledge(message: number): void {
  const HIDDEN_MS = 250;
  const sendIt = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    send({ type: "acknowledge", run: of, message });
  };
  const of = run;
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
  engine = undefined;
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
    run,
    watch: {
      surface: show.summary.value?.points !== undefined,
      health: true,
      example: show.example.value,
      activations: tensorsToWatch(experiment.network),
      weights: weightsToWatch(experiment.network),
    },
  });
}

function inspectAgain(): void {
  const unit = show.inspected.value;
  const restMs = Math.max(REPORT_EVERY_MS, REPORT_REST * answeredInMs);
  const isDue = show.runState.value !== "training" || performance.now() - askedAtMs > restMs;
  if (unit && inspecting === undefined && isDue) askForReport(unit);
}

function askForReport({ tensor, unit }: show.Unit): void {
  if (!show.summary.value) return;
  inspecting = ++request;
  askedAtMs = performance.now();
  send({ type: "inspect", run, request, tensor, unit });
}

function askForSave(): void {
  savedAtMs = performance.now();
  if ((show.summary.value?.parameters ?? 0) > LARGEST_KEPT_PARAMETERS) keepState(undefined);
  else send({ type: "save", run, request: ++request });
}

function keepState(saved: SavedRun | undefined): void {
  const { place, experiment } = show.opened.value ?? {};
  if (!place || !experiment) return;
  keepRun({
    place,
    fingerprint: fingerprint(experiment),
    step: saved?.step ?? show.step.value,
    pace: show.pace.value,
    saved,
    losses: show.history.value.losses,
    evaluations: show.history.value.evaluations,
  });
}

const send = (message: ToEngine): void => engine?.send(message);
