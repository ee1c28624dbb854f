/** Tells the extension how the run stands, at most twice a second and never without the last word. */
import type { Divergence } from "../../protocol/run.ts";
import { tellExtension } from "./host.ts";
import * as show from "./state.ts";

const EVERY_MS = 500;
let timer: ReturnType<typeof setTimeout> | undefined;
let sentAtMs = Number.NEGATIVE_INFINITY;
/** What was measured when it was sent last. */
let sent: readonly unknown[] = [];

export function reportStatus(): void {
  if (timer !== undefined) return;
  timer = setTimeout(send, Math.max(0, sentAtMs + EVERY_MS - performance.now()));
}

function send(): void {
  timer = undefined;
  sentAtMs = performance.now();
  const { place, experiment } = show.opened.value ?? {};
  if (!place || !experiment) return;
  const { train, test } = show.evaluation.value ?? {};
  const layers = show.health.value;
  const activity = show.activity.value;
  const divergence = show.divergence.value;
  const measured = [layers, activity, divergence];
  const isNews = measured.some((value, index) => value !== sent[index]);
  const found = {
    ...(activity ? { activity } : {}),
    ...(divergence && Number.isFinite(divergence.rate) ? { diverged: diverged(divergence) } : {}),
  };
  tellExtension({
    type: "status",
    place,
    network: experiment.network.name,
    state: show.failure.value ? "failed" : show.runState.value,
    step: show.step.value,
    totalSteps: show.summary.value?.totalSteps ?? 0,
    ...(train === undefined ? {} : { trainLoss: train.loss }),
    ...(train?.accuracy === undefined ? {} : { trainAccuracy: train.accuracy }),
    ...(test === undefined ? {} : { testLoss: test.loss }),
    ...(test?.accuracy === undefined ? {} : { testAccuracy: test.accuracy }),
    ...(layers.length > 0 && isNews ? { layers, ...found } : {}),
  });
  sent = measured;
}

const diverged = ({ step, rate, lastFiniteStep }: Divergence): Divergence => ({ step, rate, lastFiniteStep });
