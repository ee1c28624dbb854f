/** The losses and measurements of a run in bounded memory, however long it gets: old points are merged in pairs, none is lost. */
import type { Evaluation } from "../../protocol/run.ts";

const CAPACITY = 1024;

export interface LossPoint {
  /** The first step of the bucket. */
  readonly step: number;
  /** Mean of the finite losses in the bucket; NaN if there was none. */
  readonly loss: number;
}

export class RunHistory {
  #bucketSteps = 1;
  readonly #sums: number[] = [];
  readonly #counts: number[] = [];
  #evaluations: Evaluation[] = [];

  /** Adds losses of consecutive steps, each the mean of `stride` steps. */
  addLosses(firstStep: number, losses: Float32Array, stride: number): void {
    for (const [index, loss] of losses.entries()) this.#add(firstStep + index * stride, loss, stride);
  }

  addEvaluation(evaluation: Evaluation): void {
    if (this.#evaluations.at(-1)?.step === evaluation.step) this.#evaluations.pop();
    this.#evaluations.push(evaluation);
    // The newest stays whatever happens; of the others every second one goes.
    if (this.#evaluations.length > CAPACITY)
      this.#evaluations = this.#evaluations.filter(
        (_, index, all) => index % 2 === 0 || index === all.length - 1,
      );
  }

  get losses(): readonly LossPoint[] {
    return this.#sums.map((sum, bucket) => ({
      step: bucket * this.#bucketSteps,
      loss: sum / (this.#counts[bucket] ?? 0),
    }));
  }

  get evaluations(): readonly Evaluation[] {
    return this.#evaluations;
  }

  #add(step: number, loss: number, weight: number): void {
    let bucket = Math.floor(step / this.#bucketSteps);
    while (bucket >= CAPACITY) {
      this.#merge();
      bucket = Math.floor(step / this.#bucketSteps);
    }
    while (this.#sums.length <= bucket) {
      this.#sums.push(0);
      this.#counts.push(0);
    }
    if (!Number.isFinite(loss)) return;
    this.#sums[bucket] = (this.#sums[bucket] ?? 0) + loss * weight;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + weight;
  }

  #merge(): void {
    for (const values of [this.#sums, this.#counts]) {
      const merged = Math.ceil(values.length / 2);
      for (let index = 0; index < merged; index++)
        values[index] = (values[2 * index] ?? 0) + (values[2 * index + 1] ?? 0);
      values.length = merged;
    }
    this.#bucketSteps *= 2;
  }
}
