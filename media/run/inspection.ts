/** Asks the engine about the unit in the inspector: at once when it is chosen, again now and then while it trains. */
import type { NeuronReport } from "../../protocol/run.ts";
import { current, nextRequest, send } from "./current.ts";
import * as show from "./state.ts";

/** While it trains the unit is asked again, for a bounded share of the engine's time. */
const AGAIN_EVERY_MS = 200;
const REST = 6;

/** The question that has not been answered yet. */
let asking: number | undefined;
let askedAtMs = 0;
let answeredInMs = 0;

/** Shows a unit in the inspector; a pinned one gives way to another pinned one only. */
export function inspect(unit: show.Unit, pin = false): void {
  if (show.pinned.value && !pin) return;
  show.pinned.value = pin;
  show.inspected.value = unit;
  ask(unit);
}

export function unpin(): void {
  show.pinned.value = false;
}

/** After what it is asked about may have changed. */
export function inspectAgain(): void {
  const unit = show.inspected.value;
  const restMs = Math.max(AGAIN_EVERY_MS, REST * answeredInMs);
  const isDue = show.runState.value !== "training" || performance.now() - askedAtMs > restMs;
  if (unit && asking === undefined && isDue) ask(unit);
}

/** A new run knows nothing of the questions to the one before. */
export function forgetQuestion(): void {
  asking = undefined;
}

export function takeReport(request: number, report: NeuronReport): void {
  if (request !== asking) return;
  asking = undefined;
  answeredInMs = performance.now() - askedAtMs;
  show.report.value = report;
}

function ask({ tensor, unit }: show.Unit): void {
  if (!show.summary.value) return;
  asking = nextRequest();
  askedAtMs = performance.now();
  send({ type: "inspect", run: current.run, request: asking, tensor, unit });
}
