/** One worker's run: takes messages, trains between them, and says how it goes. */
import type { FromEngine, Pace, ToEngine } from "../../protocol/engine-worker.ts";
import type { Problem } from "../../protocol/experiment.ts";
import type { RunState } from "../../protocol/run.ts";
import { judge } from "../probe/expectations.ts";
import type { Run } from "../train/run.ts";
import { MemoryLimitError } from "../wasm/compile.ts";
import { inspectUnit } from "./inspect.ts";
import { Looks } from "./looks.ts";
import { type OpenRun, openRun } from "./open-run.ts";
import { Slices } from "./slices.ts";
import { nextTurn } from "./turn.ts";

type Post = (message: FromEngine, transfer?: Transferable[]) => void;
type Opening = Extract<ToEngine, { type: "open" }>;
type Inspection = Extract<ToEngine, { type: "inspect" }>;

/** A run that is open, with what is being done to it. */
interface Live extends OpenRun {
  readonly looks: Looks;
  readonly slices: Slices;
  state: RunState;
  pace: Pace;
  /** The step at which training stops. */
  goal: number;
  example: number;
  /** The newest question; older ones are not answered. */
  inspection?: Inspection;
}

const FRAME_MS = 16;

export class Session {
  readonly #post: Post;
  #number = -1;
  #live: Live | undefined;
  #message = 0;
  #isAcknowledged = true;
  #sentAtMs = 0;
  #sentState: RunState | undefined;
  #sentStep = -1;
  #isScheduled = false;
  #restUntilMs = 0;

  constructor(post: Post) {
    this.#post = post;
  }

  take(message: ToEngine): void {
    if (message.type === "ping") {
      this.#post({ type: "pong", request: message.request });
      return;
    }
    if (message.type === "open") {
      void this.#open(message);
      return;
    }
    if (message.run !== this.#number || !this.#live) return;
    this.#guard(() => this.#takeForRun(message, this.#live));
    this.#schedule();
  }

  #takeForRun(message: Exclude<ToEngine, { type: "ping" | "open" }>, live: Live | undefined): void {
    if (!live) return;
    switch (message.type) {
      case "train":
        this.#startTraining(live, message.pace, message.steps);
        return;
      case "pause":
        if (live.state === "training") live.state = "paused";
        return;
      case "acknowledge":
        if (message.message === this.#message) this.#isAcknowledged = true;
        return;
      case "watch":
        live.looks.watch = message.watch;
        live.example = message.watch.example;
        return;
      case "inspect":
        live.inspection = message;
        return;
      case "save":
        this.#post({
          type: "saved",
          run: this.#number,
          request: message.request,
          saved: live.run.save(),
        });
        return;
      case "judge":
        this.#judge(live.run, message.request);
        return;
      default:
        message satisfies never;
    }
  }

  #judge(run: Run, request: number): void {
    const judgements = judge(run, run.evaluate()).map(({ claim, measured, holds }) => ({
      claim,
      measured,
      holds,
    }));
    this.#post({ type: "judged", run: this.#number, request, judgements });
  }

  async #open({ run: number, experiment, files, resume }: Opening): Promise<void> {
    this.#number = number;
    this.#live = undefined;
    try {
      const opened = await openRun(experiment, files, resume);
      if (this.#number !== number) return;
      if ("problem" in opened) this.#post({ type: "failed", run: number, ...opened });
      else this.#start(opened);
    } catch (error) {
      if (this.#number === number) this.#fail(error);
    }
  }

  #start(opened: OpenRun): void {
    const { run, summary } = opened;
    const state = run.step === 0 ? "ready" : run.step >= run.totalSteps ? "finished" : "paused";
    this.#live = {
      ...opened,
      looks: new Looks(run),
      slices: new Slices(run),
      state,
      pace: "visible",
      goal: run.totalSteps,
      example: 0,
    };
    this.#isAcknowledged = true;
    this.#sentState = undefined;
    this.#post({ type: "opened", run: this.#number, summary });
    this.#schedule();
  }

  #startTraining(live: Live, pace: Pace, steps: number | undefined): void {
    if (live.state === "finished" || live.state === "diverged") return;
    live.pace = pace;
    live.goal = Math.min(live.run.totalSteps, steps === undefined ? Infinity : live.run.step + steps);
    live.state = live.run.step < live.goal ? "training" : "finished";
    this.#restUntilMs = 0;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    nextTurn(() => {
      this.#isScheduled = false;
      this.#guard(() => this.#turn());
    });
  }

  /** One short piece of work; then whoever waits may speak. */
  #turn(): void {
    const live = this.#live;
    if (!live) return;
    const nowMs = performance.now();
    const isTraining = live.state === "training";
    if (live.inspection && !live.looks.isMeasuring) this.#inspect(live, live.inspection);
    const hasLooked = live.looks.work(isTraining, nowMs);
    const mayTrain = isTraining && !live.looks.isMeasuring && nowMs >= this.#restUntilMs;
    if (mayTrain && live.state === "training") this.#train(live);
    this.#report(live);
    if (live.state === "training" && !hasLooked && !mayTrain) this.#sleep(this.#restUntilMs - nowMs);
    else if (live.state === "training" || hasLooked || live.inspection) this.#schedule();
  }

  /** Rests until the next frame; a message ends the rest early. */
  #sleep(milliseconds: number): void {
    setTimeout(() => this.#schedule(), Math.max(1, milliseconds));
  }

  #train(live: Live): void {
    const startMs = performance.now();
    const { trained, restMs } = live.slices.train(live.goal, live.pace, startMs);
    this.#restUntilMs = restMs === 0 ? 0 : performance.now() + restMs;
    if (trained.diverged) {
      live.state = "diverged";
      this.#post({ type: "diverged", run: this.#number, ...trained.diverged });
    } else if (live.run.step >= live.run.totalSteps) live.state = "finished";
    else if (live.run.step >= live.goal) live.state = "paused";
  }

  #inspect(live: Live, { request, tensor, unit }: Inspection): void {
    delete live.inspection;
    const report = inspectUnit(live.run, tensor, unit, live.example);
    if (report) this.#post({ type: "inspected", run: this.#number, request, report });
  }

  /** At most one message a frame, and none before the last one was dealt with. */
  #report(live: Live): void {
    const nowMs = performance.now();
    const hasMoved = live.state !== this.#sentState || live.run.step !== this.#sentStep;
    const isNews = hasMoved || live.looks.hasNews;
    if (!this.#isAcknowledged || !isNews) return;
    if (live.state === "training" && nowMs - this.#sentAtMs < FRAME_MS) return;
    const { losses, firstStep, stride } = live.slices.takeLosses();
    this.#isAcknowledged = false;
    this.#sentAtMs = nowMs;
    this.#sentState = live.state;
    this.#sentStep = live.run.step;
    const message: FromEngine = {
      type: "progress",
      run: this.#number,
      message: ++this.#message,
      state: live.state,
      step: live.run.step,
      stepsPerSecond: live.slices.stepsPerSecond,
      losses,
      firstStep,
      stride,
      ...live.looks.takeSeen(),
    };
    this.#post(message, [losses.buffer]);
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The run cannot go on; the worker can, with another one. */
  #fail(error: unknown): void {
    this.#live = undefined;
    this.#post({ type: "failed", run: this.#number, ...describe(error) });
  }
}

function describe(error: unknown): Problem {
  if (error instanceof MemoryLimitError)
    return {
      problem: `Training needs ${mebibytes(error.memory.total)} of memory and may use ${mebibytes(error.limitBytes)}.`,
      advice: "Make the batch, the widest layers or the data set smaller.",
    };
  if (error instanceof RangeError)
    return {
      problem: `The machine has not enough memory for this run: ${error.message}.`,
      advice: "Close other programs, or make the batch or the widest layers smaller.",
    };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    problem: `The engine came upon a mistake of its own: ${reason}`,
    advice: "Please report it with this file. Reset starts the run again.",
  };
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
