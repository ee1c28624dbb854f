/** Trains in slices short enough that a message never waits long, and collects the losses until they are sent. */
import type { Pace } from "../../protocol/engine-worker.ts";
import type { Run, Trained } from "../train/run.ts";

const SLICE_MS = 4;
const FRAME_MS = 16;
const SHORTEST_RUN_MS = 4_000;
/** Losses that wait for the other side at most; beyond it each number stands for twice as many steps. */
const MOST_LOSSES = 1 << 20;

export class Slices {
  readonly #run: Run;
  #steps = 1;
  #frameStartMs = 0;
  #stepsInFrame = 0;
  #measuredSteps = 0;
  #measuredMs = 0;
  #losses: Float32Array[] = [];
  #lossCount = 0;
  #firstStep: number;
  #stride = 1;

  constructor(run: Run) {
    this.#run = run;
    this.#firstStep = run.step;
  }

  /** Steps a second of engine time, of late. */
  get stepsPerSecond(): number {
    return this.#measuredMs === 0 ? 0 : (1000 * this.#measuredSteps) / this.#measuredMs;
  }

  /** Trains a little, up to step `goal`; says for how many milliseconds the pace wants nothing more done. */
  train(goal: number, pace: Pace, nowMs: number): { readonly trained: Trained; readonly restMs: number } {
    const allowed = this.#allowed(pace, nowMs);
    const steps = Math.min(this.#steps, allowed, goal - this.#run.step);
    const trained = this.#run.train(steps);
    const spentMs = performance.now() - nowMs;
    this.#adapt(trained.losses.length, spentMs);
    this.#stepsInFrame += steps;
    this.#collect(trained.losses);
    const isFrameFull = pace === "visible" && this.#stepsInFrame >= this.#visibleSteps;
    const restMs = isFrameFull ? Math.max(0, this.#frameStartMs + FRAME_MS - performance.now()) : 0;
    return { trained, restMs };
  }

  /** Steps of a frame that can be watched. */
  get #visibleSteps(): number {
    const { stepsPerEpoch, totalSteps } = this.#run;
    return Math.min(stepsPerEpoch, Math.ceil((totalSteps * FRAME_MS) / SHORTEST_RUN_MS));
  }

  /** Hands over the losses since the last time. */
  takeLosses(): { readonly losses: Float32Array; readonly firstStep: number; readonly stride: number } {
    const losses = this.#joined();
    const taken = { losses, firstStep: this.#firstStep, stride: this.#stride };
    this.#losses = [];
    this.#lossCount = 0;
    this.#firstStep = this.#run.step;
    this.#stride = 1;
    return taken;
  }

  #allowed(pace: Pace, nowMs: number): number {
    if (nowMs - this.#frameStartMs >= FRAME_MS) {
      this.#frameStartMs = nowMs;
      this.#stepsInFrame = 0;
    }
    if (pace === "full") return Number.POSITIVE_INFINITY;
    return Math.max(1, this.#visibleSteps - this.#stepsInFrame);
  }

  /** The next slice is to take SLICE_MS; what was measured long ago counts less and less. */
  #adapt(steps: number, spentMs: number): void {
    if (steps === this.#steps || spentMs > SLICE_MS) {
      const wanted = spentMs === 0 ? Number.POSITIVE_INFINITY : (steps * SLICE_MS) / spentMs;
      this.#steps = Math.max(1, Math.floor(Math.min(wanted, 4 * this.#steps)));
    }
    const KEEP_MS = 1000;
    const fade = Math.min(1, KEEP_MS / (this.#measuredMs + 1e-9));
    this.#measuredSteps = this.#measuredSteps * fade + steps;
    this.#measuredMs = this.#measuredMs * fade + spentMs;
  }

  #collect(losses: Float32Array): void {
    if (this.#stride === 1) {
      this.#losses.push(losses);
      this.#lossCount += losses.length;
    } else {
      this.#losses.push(merge(losses, this.#stride));
      this.#lossCount += Math.ceil(losses.length / this.#stride);
    }
    if (this.#lossCount <= MOST_LOSSES) return;
    const halved = merge(this.#joined(), 2);
    this.#losses = [halved];
    this.#lossCount = halved.length;
    this.#stride *= 2;
  }

  #joined(): Float32Array {
    const joined = new Float32Array(this.#lossCount);
    let at = 0;
    for (const part of this.#losses) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }
}

/** The mean of each `stride` numbers, the last of fewer. */
function merge(values: Float32Array, stride: number): Float32Array {
  return Float32Array.from({ length: Math.ceil(values.length / stride) }, (_, bucket) => {
    const part = values.subarray(bucket * stride, (bucket + 1) * stride);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
