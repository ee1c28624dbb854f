/** What is looked at while a run goes on, each at its own rate and for a bounded share of the time. */
import type { Watch } from "../../protocol/engine-worker.ts";
import type {
  Evaluation,
  Glimpse,
  LayerActivity,
  LayerHealth,
  Plane,
  Predictions,
  RunActivity,
} from "../../protocol/run.ts";
import { layerActivity } from "../probe/layer-activity.ts";
import { layerHealth } from "../probe/layer-health.ts";
import { planeOf } from "../probe/plane.ts";
import type { Run } from "../train/run.ts";
import { evaluate } from "./evaluation.ts";
import { predictions } from "./predictions.ts";
import { boundsOf, rowOf, sampleRows } from "./rows.ts";

type LookName = "evaluation" | "glimpse" | "surface" | "health" | "predictions" | "activity";

/** At most this often while training; and never more than a tenth of the time for each. */
const everyMs: Readonly<Record<LookName, number>> = {
  evaluation: 32,
  glimpse: 80,
  surface: 200,
  health: 500,
  predictions: 500,
  activity: 500,
};
const LARGEST_SHARE = 0.1;
const SURFACE_SIZE = 64;
const HEALTH_ROWS = 512;
/** Rows that answers are collected from while the run goes on. */
const GLANCED_ROWS = 512;

export interface Seen {
  evaluation?: Evaluation;
  glimpse?: Glimpse;
  surface?: Plane;
  health?: readonly LayerHealth[];
  activity?: RunActivity;
  predictions?: Predictions;
}

interface Schedule {
  /** The step it was last taken at; −1 if what is wanted has changed since. */
  step: number;
  nextMs: number;
}

export class Looks {
  readonly #run: Run;
  readonly #schedule: Record<LookName, Schedule> = {
    evaluation: { step: -1, nextMs: 0 },
    glimpse: { step: -1, nextMs: 0 },
    surface: { step: -1, nextMs: 0 },
    health: { step: -1, nextMs: 0 },
    predictions: { step: -1, nextMs: 0 },
    activity: { step: -1, nextMs: 0 },
  };
  #watch: Watch | undefined;
  #evaluating: { readonly pieces: Generator<undefined, Evaluation>; spentMs: number } | undefined;
  /** Over every row, while the run stands still; given up when it goes on. */
  #counting: Generator<undefined, readonly LayerActivity[]> | undefined;
  #answering: Generator<undefined, Predictions> | undefined;
  /** True if the newest answers are of some rows only. */
  #hasGlanced = false;
  #seen: Seen = {};

  constructor(run: Run) {
    this.#run = run;
  }

  set watch(watch: Watch) {
    this.#watch = watch;
    for (const name of ["glimpse", "surface", "health", "predictions", "activity"] as const)
      this.#schedule[name].step = -1;
  }

  /** True while a measurement is under way during which the run must not train. */
  get isMeasuring(): boolean {
    return this.#evaluating !== undefined;
  }

  get hasNews(): boolean {
    return Object.keys(this.#seen).length > 0;
  }

  takeSeen(): Seen {
    const seen = this.#seen;
    this.#seen = {};
    return seen;
  }

  /** Does the most urgent piece; false if there is nothing to do. A run that stands still is looked at without waiting. */
  work(isTraining: boolean, nowMs: number): boolean {
    if (this.#evaluating) {
      this.#evaluatePiece(nowMs);
      return true;
    }
    if (isTraining) {
      this.#counting = undefined;
      this.#answering = undefined;
    }
    const name = this.#due(isTraining, nowMs);
    if (!name) return false;
    this.#take(name, isTraining, nowMs);
    return true;
  }

  #due(isTraining: boolean, nowMs: number): LookName | undefined {
    const names: readonly LookName[] = [
      "evaluation",
      "glimpse",
      "surface",
      "health",
      "predictions",
      "activity",
    ];
    return names.find((name) => {
      const { step, nextMs } = this.#schedule[name];
      if (name === "activity" && isTraining) return false;
      // Once a run stands still, all rows are answered, even if some were at this very step.
      if (name === "predictions" && !isTraining && this.#hasGlanced) return true;
      return this.#isWanted(name) && step !== this.#run.step && (!isTraining || nowMs >= nextMs);
    });
  }

  #isWanted(name: LookName): boolean {
    switch (name) {
      case "evaluation":
        return true;
      case "glimpse":
        return this.#watch !== undefined;
      case "surface":
        return this.#watch?.surface === true && this.#run.data.inputs.length === 2 * this.#run.data.rows;
      case "health":
      case "predictions":
      case "activity":
        return this.#watch?.health === true;
      default:
        return name satisfies never;
    }
  }

  #take(name: LookName, isTraining: boolean, nowMs: number): void {
    switch (name) {
      case "evaluation":
        this.#evaluating = { pieces: evaluate(this.#run), spentMs: 0 };
        this.#evaluatePiece(nowMs);
        return;
      case "glimpse":
        if (this.#watch) this.#seen.glimpse = glimpseOf(this.#run, this.#watch);
        break;
      case "surface":
        this.#seen.surface = surfaceOf(this.#run);
        break;
      case "health":
        this.#seen.health = healthOf(this.#run);
        break;
      case "predictions":
        this.#answerPiece(isTraining, nowMs);
        return;
      case "activity":
        this.#countPiece(nowMs);
        return;
      default:
        name satisfies never;
    }
    this.#done(name, performance.now() - nowMs);
  }

  #evaluatePiece(nowMs: number): void {
    const evaluating = this.#evaluating;
    if (!evaluating) return;
    const { done, value } = evaluating.pieces.next();
    evaluating.spentMs += performance.now() - nowMs;
    if (!done) return;
    this.#seen.evaluation = value;
    this.#evaluating = undefined;
    this.#done("evaluation", evaluating.spentMs);
  }

  #answerPiece(isTraining: boolean, nowMs: number): void {
    const mostRows = isTraining ? GLANCED_ROWS : Number.POSITIVE_INFINITY;
    this.#answering ??= predictions(this.#run, mostRows);
    let turn = this.#answering.next();
    while (isTraining && !turn.done) turn = this.#answering.next();
    if (!turn.done) return;
    this.#answering = undefined;
    this.#hasGlanced = turn.value.rows < turn.value.of;
    this.#seen.predictions = turn.value;
    this.#done("predictions", performance.now() - nowMs);
  }

  #countPiece(nowMs: number): void {
    const { evaluator, experiment, data, step } = this.#run;
    this.#counting ??= layerActivity(evaluator, experiment.network, data.inputs);
    const { done, value } = this.#counting.next();
    if (!done) return;
    this.#counting = undefined;
    this.#seen.activity = { step, rows: data.rows, layers: value };
    this.#done("activity", performance.now() - nowMs);
  }

  #done(name: LookName, spentMs: number): void {
    const restMs = Math.max(everyMs[name], spentMs * (1 / LARGEST_SHARE - 1));
    this.#schedule[name] = { step: this.#run.step, nextMs: performance.now() + restMs };
  }
}

function glimpseOf(run: Run, { example, activations, weights }: Watch): Glimpse {
  const { data, evaluator, experiment, step } = run;
  const row = Math.min(example, data.rows - 1);
  const known = activations.filter((name) => evaluator.assembly.tensors.has(name));
  const kept = new Set(experiment.network.weights.map(({ name }) => name));
  const labelSize = data.labels.length / data.rows;
  return {
    step,
    example: row,
    label: data.labels.slice(row * labelSize, (row + 1) * labelSize),
    activations: Object.fromEntries(evaluator.glimpse(rowOf(data, row), known)),
    weights: Object.fromEntries(
      weights.filter((name) => kept.has(name)).map((name) => [name, run.weight(name)]),
    ),
  };
}

function surfaceOf(run: Run): Plane {
  const [output] = run.experiment.network.outputs;
  return planeOf(run.evaluator, output?.tensor ?? "", boundsOf(run.data), SURFACE_SIZE);
}

function healthOf(run: Run): readonly LayerHealth[] {
  const steps = run.experiment.network.steps.map(({ name }) => name);
  return layerHealth(run.evaluator, sampleRows(run.data, HEALTH_ROWS), steps);
}
