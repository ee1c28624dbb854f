/** Keeps the run over a reload: every few seconds while it trains and when it stops; and picks it up again. */
import type { Experiment } from "../../network/experiment.ts";
import { fingerprintOf } from "../../protocol/fingerprint.ts";
import type { Place } from "../../protocol/panel.ts";
import type { SavedRun } from "../../protocol/run.ts";
import { current, nextRequest, send } from "./current.ts";
import { formatCount } from "./format.ts";
import { type Kept, keepRun, kept, savedRun } from "./keep.ts";
import * as show from "./state.ts";

const EVERY_MS = 5_000;
/** Weights with their optimizer's moments beyond this are not kept. */
const LARGEST_PARAMETERS = 150_000;

let savedAtMs = 0;
/** Only the page's first experiment may go on with a run from before. */
let before: Kept | undefined;

/** Looks for what an earlier page kept. */
export function readEarlierRun(): void {
  before = kept();
  if (!before) return;
  show.pace.value = before.pace;
  show.isLogLoss.value = before.isLogLoss ?? false;
}

/** The run from before the reload, if it belongs to this experiment; says what became of it. Answers once. */
export function takeEarlierRun(place: Place, experiment: Experiment): SavedRun | undefined {
  const found = before;
  before = undefined;
  if (found?.place.uri !== place.uri || found.place.name !== place.name || found.step === 0) return undefined;
  const where = `step ${formatCount(found.step)}`;
  if (found.fingerprint !== fingerprintOf(experiment)) {
    show.notice.value = `The text has changed since the run that stood at ${where}, so this one starts anew.`;
    return undefined;
  }
  const saved = savedRun(found);
  if (!saved) {
    show.notice.value = `The run stood at ${where}; its weights could not be kept, so it starts anew.`;
    return undefined;
  }
  for (const { step, loss } of found.losses) show.history.value.addLosses(step, Float32Array.of(loss), 1);
  for (const evaluation of found.evaluations) show.history.value.addEvaluation(evaluation);
  show.historyVersion.value++;
  show.notice.value = `Picked up at ${where}, as it was before the window was reloaded.`;
  return saved;
}

/** Asks for the weights if it is time, or if the run has stopped just now. */
export function saveNowAndThen(hasStopped: boolean): void {
  if (!hasStopped && performance.now() - savedAtMs < EVERY_MS) return;
  savedAtMs = performance.now();
  if ((show.summary.value?.parameters ?? 0) > LARGEST_PARAMETERS) keepState(undefined);
  else send({ type: "save", run: current.run, request: nextRequest() });
}

export function keepState(saved: SavedRun | undefined): void {
  const { place, experiment } = show.opened.value ?? {};
  if (!place || !experiment) return;
  keepRun({
    place,
    fingerprint: fingerprintOf(experiment),
    step: saved?.step ?? show.step.value,
    pace: show.pace.value,
    isLogLoss: show.isLogLoss.value,
    saved,
    losses: show.history.value.losses,
    evaluations: show.history.value.evaluations,
  });
}
