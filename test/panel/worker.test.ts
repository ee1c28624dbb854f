/** The engine's worker in Node: trains, stops, steps, resumes with the same bits, answers about neurons, and says in words what went wrong. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { Experiment } from "../../network/experiment.ts";
import type { FromEngine, ToEngine } from "../../protocol/engine-worker.ts";
import type { Files } from "../../protocol/experiment.ts";
import type { SavedRun } from "../../protocol/run.ts";
import { bundlePath } from "../bundles.ts";
import { startNodeWorker, trainInNode } from "./drive-engine.ts";
import { digits, digitsCnn, spiral, withTraining } from "./experiments.ts";

const source = () => readFileSync(bundlePath("worker.js"), "utf8");

type Message<T extends FromEngine["type"]> = Extract<FromEngine, { type: T }>;

/** A worker that is spoken to message by message; progress is acknowledged as it comes unless stated. */
class Conversation {
  readonly #worker = startNodeWorker(source());
  readonly heard: FromEngine[] = [];
  readonly #waiting = new Set<() => void>();
  acknowledges = true;

  constructor() {
    this.#worker.on("message", (message: FromEngine) => {
      this.heard.push(message);
      if (message.type === "progress" && this.acknowledges)
        this.say({ type: "acknowledge", run: message.run, message: message.message });
      for (const look of this.#waiting) look();
    });
  }

  say(message: ToEngine | unknown): void {
    this.#worker.postMessage(message);
  }

  open(experiment: Experiment, files: Files = {}, resume?: SavedRun): void {
    this.say({ type: "open", run: 1, experiment, files, ...(resume ? { resume } : {}) });
  }

  /** The next message of that type that fits, heard already or yet to come. */
  async hear<T extends FromEngine["type"]>(
    type: T,
    fits: (message: Message<T>) => boolean = () => true,
  ): Promise<Message<T>> {
    const find = (): Message<T> | undefined =>
      this.heard.find(
        (message): message is Message<T> => message.type === type && fits(message as Message<T>),
      );
    return new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

async function talk(about: (conversation: Conversation) => Promise<void>): Promise<void> {
  const conversation = new Conversation();
  try {
    await about(conversation);
  } finally {
    await conversation.end();
  }
}

test("a run opens with its data and trains to the end", () =>
  talk(async (engine) => {
    engine.open(withTraining(spiral, { epochs: 100 }));
    const { summary } = await engine.hear("opened");
    assert.equal(summary.parameters, 105);
    assert.equal(summary.totalSteps, 100 * summary.stepsPerEpoch);
    assert.equal(summary.points?.labels.length, 500);
    assert.equal(summary.points?.trainCount, 400);
    engine.say({ type: "train", run: 1, pace: "full" });
    await engine.hear(
      "progress",
      ({ state, evaluation }) => state === "finished" && evaluation !== undefined,
    );
    const progress = engine.heard.filter((message) => message.type === "progress");
    const steps = progress.reduce((sum, { losses }) => sum + losses.length, 0);
    assert.equal(steps, summary.totalSteps, "every loss is sent once");
    const evaluations = progress.flatMap(({ evaluation }) => (evaluation ? [evaluation] : []));
    assert.equal(evaluations[0]?.step, 0, "measured before the first step");
    assert.equal(evaluations.at(-1)?.step, summary.totalSteps);
    assert((evaluations.at(-1)?.train.loss ?? 9) < 0.8 * (evaluations[0]?.train.loss ?? 0), "the loss fell");
  }));

test("pause is heard within six frames, a step is one step, and going on gives the bits of a run without a stop", () =>
  talk(async (engine) => {
    const experiment = withTraining(spiral, { epochs: 2_000 });
    engine.open(experiment);
    await engine.hear("opened");
    engine.say({ type: "train", run: 1, pace: "full" });
    await engine.hear("progress", ({ step }) => step > 0);
    const saidBefore = engine.heard.length;
    engine.say({ type: "pause", run: 1 });
    const paused = await engine.hear("progress", ({ state }) => state === "paused");
    // One message a frame of 16 ms: counted in messages, a busy machine does not matter.
    assert(engine.heard.indexOf(paused) - saidBefore <= 6, "paused within six messages");
    assert(paused.step < 80_000, "it had not finished");
    engine.say({ type: "train", run: 1, pace: "full", steps: 1 });
    await engine.hear("progress", ({ step }) => step === paused.step + 1);
    engine.say({ type: "save", run: 1, request: 5 });
    const { saved } = await engine.hear("saved");
    assert.equal(saved.step, paused.step + 1);
    const whole = await trainInNode(source(), {
      experiment: withTraining(experiment, { steps: saved.step + 100 }),
    });
    await talk(async (second) => {
      second.open(withTraining(experiment, { steps: saved.step + 100 }), {}, saved);
      assert.equal((await second.hear("opened")).summary.step, saved.step);
      second.say({ type: "train", run: 1, pace: "full" });
      await second.hear("progress", ({ state }) => state === "finished");
      second.say({ type: "save", run: 1, request: 6 });
      const end = (await second.hear("saved")).saved;
      for (const [name, bits] of Object.entries(whole.tensors))
        assert.deepEqual([...new Uint32Array(end.tensors[name]!.buffer)], bits, name);
    });
  }));

test("nothing more is sent before the last message is acknowledged, and nothing is lost", () =>
  talk(async (engine) => {
    engine.acknowledges = false;
    engine.open(withTraining(spiral, { epochs: 50 }));
    const { summary } = await engine.hear("opened");
    engine.say({ type: "train", run: 1, pace: "full" });
    const first = await engine.hear("progress");
    await pause(150);
    assert.equal(engine.heard.filter(({ type }) => type === "progress").length, 1);
    engine.acknowledges = true;
    engine.say({ type: "acknowledge", run: 1, message: first.message });
    await engine.hear("progress", ({ state }) => state === "finished");
    const sent = engine.heard.flatMap((message) => (message.type === "progress" ? [...message.losses] : []));
    assert.equal(sent.length, summary.totalSteps);
  }));

test("a unit's sum is the sum of its terms, and its activation is the sum's", () =>
  talk(async (engine) => {
    engine.open(spiral);
    await engine.hear("opened");
    engine.say({ type: "train", run: 1, pace: "full", steps: 200 });
    await engine.hear("progress", ({ step }) => step === 200);
    engine.say({ type: "inspect", run: 1, request: 9, tensor: "h2", unit: 3 });
    const { report } = await engine.hear("inspected");
    assert.equal(report.step, 200);
    const { inputs, weights, bias, total } = report.sum!;
    const sum = inputs.reduce((all, input, index) => all + input * weights[index]!, bias);
    assert(Math.abs(sum - total) < 1e-9);
    assert(Math.abs(Math.tanh(total) - report.activation) < 1e-5, "tanh of the sum");
    assert.equal(report.response?.values.length, 40 * 40);
    assert.equal(report.overData.rows, 500);
    assert.equal(
      report.overData.histogram.reduce((all, count) => all + count, 0),
      500,
    );
  }));

test("what is watched is sent: activations, weights, the surface and the layers' health", () =>
  talk(async (engine) => {
    engine.open(spiral);
    await engine.hear("opened");
    const watch = {
      surface: true,
      health: true,
      example: 7,
      activations: ["x", "h1", "no such tensor"],
      weights: ["h1.weight", "no such weight"],
    };
    engine.say({ type: "watch", run: 1, watch });
    const { glimpse } = await engine.hear("progress", (message) => message.glimpse !== undefined);
    assert.deepEqual(Object.keys(glimpse!.activations), ["x", "h1"]);
    assert.equal(glimpse!.weights["h1.weight"]?.length, 16);
    assert.equal(glimpse!.example, 7);
    const { surface } = await engine.hear("progress", (message) => message.surface !== undefined);
    assert.equal(surface!.values.length, 64 * 64);
    const { health } = await engine.hear("progress", (message) => message.health !== undefined);
    assert.deepEqual(
      health!.map(({ step }) => step),
      ["h1", "h2", "dense_3"],
    );
  }));

test("answers are counted by label while it trains, and over all rows held back once it stands still", () =>
  talk(async (engine) => {
    engine.open(withTraining(digits, { epochs: 10 }), {
      "digits.csv": readFileSync("examples/data/digits.csv"),
    });
    await engine.hear("opened");
    engine.say({
      type: "watch",
      run: 1,
      watch: { surface: false, health: true, example: 0, activations: [], weights: [] },
    });
    engine.say({ type: "train", run: 1, pace: "full" });
    const { evaluation } = await engine.hear(
      "progress",
      ({ state, evaluation: found }) => state === "finished" && found !== undefined,
    );
    const { predictions, step } = await engine.hear(
      "progress",
      (message) => message.state === "finished" && message.predictions?.step === message.step,
    );
    const { confusion, samples, ...rest } = predictions!;
    assert.deepEqual(rest, { step, rows: 359, of: 359, isTest: true });
    assert.equal(
      confusion.reduce((sum, count) => sum + count, 0),
      359,
    );
    const right = Array.from({ length: 10 }, (_, label) => confusion[11 * label] ?? 0);
    const accuracy = right.reduce((sum, count) => sum + count, 0) / 359;
    assert.equal(accuracy, evaluation?.test?.accuracy, "the diagonal is the accuracy");
    const wrong = 359 - Math.round(accuracy * 359);
    assert.equal(samples.length, 8);
    assert(
      samples.slice(0, Math.min(3, wrong)).every(({ label, answer }) => label !== answer),
      "the worst first",
    );
    const { activity } = await engine.hear(
      "progress",
      (message) => message.state === "finished" && message.activity?.step === step,
    );
    assert.equal(activity?.rows, 1797);
    assert.deepEqual(
      activity?.layers.map(({ step: name, activation, neurons }) => [name, activation, neurons]),
      [["h1", "relu", 32]],
    );
  }));

test("values have no classes: the rows furthest off come first", () =>
  talk(async (engine) => {
    engine.open(withTraining(spiral, { loss: { name: "mse", attributes: {} }, epochs: 2 }));
    const { summary } = await engine.hear("opened");
    engine.say({
      type: "watch",
      run: 1,
      watch: { surface: false, health: true, example: 0, activations: [], weights: [] },
    });
    const { predictions } = await engine.hear("progress", (message) => message.predictions !== undefined);
    const { samples, rows, of, step } = predictions!;
    assert.deepEqual({ rows, of, step }, { rows: 100, of: 100, step: 0 });
    assert(samples.every(({ row }) => row >= summary.trainRows));
    const given = samples.map(({ label, answer, share }) =>
      share === undefined ? Math.abs(answer - label) : label === answer ? 1 - share : share,
    );
    assert.deepEqual(
      given,
      [...given].sort((a, b) => b - a),
    );
  }));

test("a convolution's unit shows its kernel", () =>
  talk(async (engine) => {
    engine.open(digitsCnn, { "digits.csv": readFileSync("examples/data/digits.csv") });
    await engine.hear("opened");
    engine.say({ type: "inspect", run: 1, request: 1, tensor: "0:conv2d", unit: 64 * 2 + 5 });
    const { report } = await engine.hear("inspected");
    assert.deepEqual(report.filter?.shape, [1, 3, 3]);
    assert.equal(report.filter?.values.length, 9);
  }));

test("a run that diverges says at which step and rate, and stands at its last finite state", () =>
  talk(async (engine) => {
    engine.open(
      withTraining(spiral, {
        loss: { name: "mse", attributes: {} },
        optimizer: { name: "sgd", attributes: { lr: 1e12, momentum: 0, nesterov: false } },
      }),
    );
    await engine.hear("opened");
    engine.say({ type: "train", run: 1, pace: "full" });
    const diverged = await engine.hear("diverged");
    assert(diverged.step > diverged.lastFiniteStep);
    assert.equal(diverged.rate, Math.fround(1e12));
    await engine.hear("progress", ({ state }) => state === "diverged");
    engine.say({ type: "save", run: 1, request: 1 });
    const { saved } = await engine.hear("saved");
    assert.equal(saved.step, diverged.lastFiniteStep);
    for (const [name, tensor] of Object.entries(saved.tensors))
      assert(tensor.every(Number.isFinite), `${name} is finite`);
  }));

test("a file that is missing, outside or empty is told in words, and the worker lives on", () =>
  talk(async (engine) => {
    engine.open(digits);
    const missing = await engine.hear("failed");
    assert.match(missing.problem, /digits\.csv/);
    engine.say({
      type: "open",
      run: 2,
      experiment: digits,
      files: { "digits.csv": { problem: "It lies outside the folder.", advice: "Move it." } },
    });
    const outside = await engine.hear("failed", ({ run }) => run === 2);
    assert.equal(outside.problem, "It lies outside the folder.");
    engine.say({ type: "open", run: 3, experiment: digits, files: { "digits.csv": new Uint8Array(0) } });
    assert.match((await engine.hear("failed", ({ run }) => run === 3)).problem, /empty|no rows/i);
    engine.say({ type: "open", run: 4, experiment: spiral, files: {} });
    await engine.hear("opened", ({ run }) => run === 4);
  }));

test("hostile messages are answered with a reason and change nothing", () =>
  talk(async (engine) => {
    engine.open(spiral);
    await engine.hear("opened");
    engine.say({ type: "rm -rf" });
    engine.say({ type: "train", run: 1, pace: "warp" });
    engine.say({ type: "inspect", run: 1, request: 1, tensor: "../../etc", unit: 1e9 });
    engine.say({ type: "train", run: 99, pace: "full" });
    engine.say({ type: "ping", request: 4 });
    await engine.hear("pong");
    assert.equal(engine.heard.filter(({ type }) => type === "dropped").length, 2);
    assert(!engine.heard.some((message) => message.type === "progress" && message.step > 0));
  }));
