/** A run: an experiment under way. It can be trained, looked at, saved, and resumed with the same bits. */
import type { EarlyStop, Experiment } from "../../network/experiment.ts";
import type { Executable, MakeExecutable } from "../graph/executable.ts";
import type { LeafNode } from "../graph/graph.ts";
import { assert } from "../ops/assert.ts";
import { elementsOf } from "../ops/ops.ts";
import { type Assembly, assemble } from "./assemble.ts";
import {
  afterEpoch,
  isOver,
  noPatienceLost,
  type Patience,
  packPatience,
  unpackPatience,
} from "./early-stop.ts";
import { type Evaluator, type Metrics, makeEvaluator } from "./evaluator.ts";
import { initialValues } from "./initialise.ts";
import { known } from "./lookup.ts";
import { MISTAKES } from "./mistakes.ts";
import { TARGET } from "./objective.ts";
import type { RunData } from "./run-data.ts";
import { RATE } from "./schedule.ts";
import { Shadow } from "./shadow.ts";

/** Where a run stands: enough to go on from there with the same bits. */
export interface SavedRun {
  /** Steps done. */
  readonly step: number;
  /** Weights, states and settings by name. */
  readonly tensors: Readonly<Record<string, Float32Array>>;
}

export interface Trained {
  /** The loss of each step done, in order; without those of a divergence. */
  readonly losses: Float32Array;
  readonly diverged?: Divergence;
}

/**
 * The loss of step `step` (the first is 1) was not a finite number, or would not have been one step after the plan's end.
 * The run stands after step `lastFiniteStep`.
 */
export interface Divergence {
  readonly step: number;
  readonly lastFiniteStep: number;
  readonly rate: number;
}

export interface Evaluation {
  readonly step: number;
  readonly train: Metrics;
  /** Absent if every row is trained on. */
  readonly test?: Metrics;
}

/** The saved tensor that says how patient an early stop still is. */
const PATIENCE = "#patience";

export class Run {
  readonly assembly: Assembly;
  readonly #executable: Executable;
  readonly #evaluator: Evaluator;
  /** Weights, states and settings of the training program. */
  readonly #kept: readonly string[];
  readonly #shadow: Shadow<SavedRun>;
  #experiment: Experiment;
  #data: RunData;
  #step = 0;
  #evaluatorStep: number | undefined;
  #patience: Patience = noPatienceLost;

  private constructor(
    experiment: Experiment,
    data: RunData,
    assembly: Assembly,
    executable: Executable,
    evaluator: Evaluator,
  ) {
    this.#experiment = experiment;
    this.#data = data;
    this.assembly = assembly;
    this.#executable = executable;
    this.#evaluator = evaluator;
    this.#kept = keptLeaves(assembly);
    this.#shadow = new Shadow();
  }

  /** Compiles, and starts at step 0 or where a saved run stood. */
  static async open(
    experiment: Experiment,
    data: RunData,
    make: MakeExecutable,
    saved?: SavedRun,
  ): Promise<Run> {
    const assembly = assemble(experiment, data);
    const executable = await make(assembly.training, assembly.loop);
    const evaluator = await makeEvaluator(assembly, make);
    const run = new Run(experiment, data, assembly, executable, evaluator);
    run.#loadData();
    run.restore(saved ?? run.#beginning());
    return run;
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get data(): RunData {
    return this.#data;
  }

  /** Starts over with another seed, and the data set that belongs to it, without compiling anew. */
  restart(seed: number, data: RunData): void {
    assert(
      data.rows === this.data.rows && data.trainRows === this.data.trainRows,
      "a data set of another seed has as many rows",
    );
    const { training } = this.experiment;
    this.#experiment = { ...this.experiment, training: { ...training, seed } };
    this.#data = data;
    this.#loadData();
    this.restore(this.#beginning());
  }

  /** Steps done. */
  get step(): number {
    return this.#step;
  }

  get stepsPerEpoch(): number {
    return this.assembly.length.stepsPerEpoch;
  }

  /** Steps of the whole plan; of a run that has stopped early, those it did. */
  get totalSteps(): number {
    return this.hasStoppedEarly ? this.#step : this.assembly.length.steps;
  }

  /** True once as many epochs as `early_stop` is patient for have brought nothing better. */
  get hasStoppedEarly(): boolean {
    const { earlyStop } = this.experiment.training;
    return earlyStop !== undefined && isOver(this.#patience, earlyStop);
  }

  /** Number of learned numbers. */
  get parameters(): number {
    return this.experiment.network.weights
      .filter(({ role }) => role !== "state")
      .reduce((sum, { shape }) => sum + elementsOf(shape), 0);
  }

  /** Bytes and milliseconds that running this takes, of the training program. */
  get cost(): Executable["cost"] {
    return this.#executable.cost;
  }

  /** Wrong answers so far, of an optimizer that learns from them; `undefined` for others. */
  get mistakes(): number | undefined {
    return this.#kept.includes(MISTAKES) ? this.#executable.read(MISTAKES)[0] : undefined;
  }

  /** The learning rate, before any schedule; from the next step on if it is changed. */
  get rate(): number {
    return this.#executable.read(RATE)[0];
  }

  set rate(rate: number) {
    this.#executable.write(RATE, [rate]);
    // Steps are repeated from the shadow after a divergence: they must be the same steps.
    this.#shadow.clear();
  }

  /** Trains for at most `steps` steps; for fewer if the run stops early. */
  train(steps: number, stopAtEpochEnd = false): Trained {
    const { earlyStop } = this.experiment.training;
    if (earlyStop === undefined) return this.#trainPiece(steps, stopAtEpochEnd);
    const pieces: Float32Array[] = [];
    let done = 0;
    let diverged: Divergence | undefined;
    while (done < steps && diverged === undefined && !this.hasStoppedEarly) {
      const piece = this.#trainPiece(steps - done, true);
      pieces.push(piece.losses);
      done += piece.losses.length;
      diverged = piece.diverged;
      const isEpochEnd = this.#step % this.stepsPerEpoch === 0;
      if (diverged === undefined && isEpochEnd) this.#patience = this.#afterEpoch(earlyStop);
      if (stopAtEpochEnd && isEpochEnd) break;
    }
    const losses = new Float32Array(done);
    let start = 0;
    for (const piece of pieces) {
      losses.set(piece, start);
      start += piece.length;
    }
    return diverged === undefined ? { losses } : { losses, diverged };
  }

  #afterEpoch(earlyStop: EarlyStop): Patience {
    const { trainRows, rows } = this.data;
    const [first, count] = rows > trainRows ? [trainRows, rows - trainRows] : [0, trainRows];
    const metrics = this.evaluator.measure(this.data, first, count);
    assert(metrics !== undefined, "there are rows to measure");
    return afterEpoch(this.#patience, metrics, earlyStop);
  }

  #trainPiece(steps: number, stopAtEpochEnd: boolean): Trained {
    this.#shadow.keep(this.#step, () => this.save());
    const first = this.#step;
    const { losses, diverged } = this.#advance(steps, stopAtEpochEnd);
    // A step's loss is from before its update: after the last step of the plan there is no loss to tell.
    const endsBroken = !diverged && this.#step === this.totalSteps && !this.#isFinite();
    if (!diverged && !endsBroken) return { losses };
    const finite = diverged ? losses.subarray(0, -1) : losses;
    const finiteSteps = first + finite.length;
    const lastFiniteStep = this.#stepBack(finiteSteps);
    return { losses: finite, diverged: { step: finiteSteps + 1, lastFiniteStep, rate: this.rate } };
  }

  evaluate(): Evaluation {
    const { trainRows, rows } = this.data;
    const evaluator = this.evaluator;
    const train = evaluator.measure(this.data, 0, trainRows);
    const test = evaluator.measure(this.data, trainRows, rows - trainRows);
    assert(train !== undefined, "there is a row to train on");
    return { step: this.#step, train, ...(test === undefined ? {} : { test }) };
  }

  /** For looking at layers; it has the present weights. */
  get evaluator(): Evaluator {
    if (this.#evaluatorStep !== this.#step) {
      this.#evaluator.load(this.#executable);
      this.#evaluatorStep = this.#step;
    }
    return this.#evaluator;
  }

  /** A weight or state by its name: "h1.weight". */
  weight(name: string): Float32Array {
    return this.#executable.read(name);
  }

  save(): SavedRun {
    const tensors = Object.fromEntries(this.#kept.map((name) => [name, this.#executable.read(name)]));
    if (this.experiment.training.earlyStop === undefined) return { step: this.#step, tensors };
    return { step: this.#step, tensors: { ...tensors, [PATIENCE]: packPatience(this.#patience) } };
  }

  /** Goes to where a run with the same experiment stood. */
  restore({ step, tensors }: SavedRun): void {
    for (const name of this.#kept) {
      this.#executable.write(name, known(new Map(Object.entries(tensors)), name, "a saved tensor"));
    }
    const patience = tensors[PATIENCE];
    this.#patience = patience === undefined ? noPatienceLost : unpackPatience(patience);
    this.#step = step;
    this.#evaluatorStep = undefined;
    this.#shadow.clear();
  }

  #advance(steps: number, stopAtEpochEnd: boolean) {
    const { seed, shuffle } = this.experiment.training;
    const reply = this.#executable.train({ steps, cursor: this.#step, seed, shuffle, stopAtEpochEnd });
    this.#step += reply.stepsDone;
    return reply;
  }

  /**
   * After `finite` finite losses since step 0 came one that was not. Goes back to the state that gave the last finite
   * one, by repeating the steps since the nearest shadow; returns the step it stands after. If the very first step
   * since the run was opened or its rate was changed failed, that is where it stands.
   */
  #stepBack(finite: number): number {
    const goal = Math.max(0, finite - 1);
    const shadow = this.#shadow.near(goal);
    assert(shadow !== undefined, "there is a shadow to go back to");
    this.restore(shadow);
    if (goal > shadow.step) this.#advance(goal - shadow.step, false);
    return this.#step;
  }

  #isFinite(): boolean {
    return this.#kept.every((name) => this.#executable.read(name).every(Number.isFinite));
  }

  #loadData(): void {
    const { input, target } = this.assembly;
    const { trainRows, inputs, labels } = this.data;
    const columns = {
      [input.name]: inputs.subarray(0, trainRows * elementsOf(input.shape)),
      [TARGET]: labels.subarray(0, trainRows * elementsOf(target)),
    };
    const used = Object.entries(columns).filter(([name]) => this.#executable.tensors.has(name));
    this.#executable.setData(trainRows, Object.fromEntries(used));
  }

  #beginning(): SavedRun {
    const { network, training } = this.experiment;
    const weights = new Map(network.weights.map((weight) => [weight.name, weight]));
    const start = (name: string): Float32Array => {
      const weight = weights.get(name);
      if (weight !== undefined) return initialValues(weight, training.seed);
      if (name === RATE) return Float32Array.of(this.assembly.rate);
      const shape = known(this.#executable.tensors, name, "a tensor");
      return new Float32Array(elementsOf(shape)).fill(this.assembly.starts[name] ?? 0);
    };
    return { step: 0, tensors: Object.fromEntries(this.#kept.map((name) => [name, start(name)])) };
  }
}

const keptLeaves = ({ training }: Assembly): readonly string[] => {
  const leaves = training.procedures.flatMap(({ graph }) =>
    graph.nodes.filter((node): node is LeafNode => node.kind === "leaf" && node.role !== "batch"),
  );
  return [...new Set(leaves.map(({ name }) => name))];
};
