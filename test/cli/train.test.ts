/** `soma train`: what it prints, its exit codes, Ctrl-C, divergence, and the same bits for the same seed. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { assertNoBug, folderWith, soma, startSoma } from "./soma.ts";

const circle = (
  training: string,
  network = "x -> dense(4, tanh) -> dense(1)",
) => `data rings = circle(points: 200)
network Circle {
  input x: [2]
  output ${network}
}
train Circle on rings { loss: binary_cross_entropy; batch: 10; seed: 3; ${training} }
`;

const linesOf = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("--json prints one object a line", (t) => {
  const cwd = folderWith(t, { "circle.soma": circle("optimizer: adam(lr: 0.03); epochs: 5") });
  const { code, out, err } = soma(["train", "circle.soma", "--json"], { cwd });
  assert.equal(code, 0, err);
  const lines = linesOf(out);
  assert.deepEqual(
    lines.map(({ type }) => type),
    ["run_started", ...Array(5).fill("epoch"), "finished"],
  );
  const [started, first] = lines;
  assert.deepEqual(started, {
    type: "run_started",
    train: "Circle",
    seed: 3,
    network: "Circle",
    data: "rings",
    steps: 80,
    stepsPerEpoch: 16,
    parameters: 17,
    rows: 200,
    trainRows: 160,
    notes: [],
  });
  assert.equal(first.epoch, 1);
  assert.equal(first.step, 16);
  assert.ok(first.loss > 0 && first.metrics.train.accuracy > 0 && first.metrics.test.loss > 0);
  const finished = lines.at(-1);
  assert.equal(finished.steps, 80);
  assert.equal(finished.seed, 3);
  assert.ok(finished.stepsPerSecond > 0 && finished.wallMs >= 0);
  assert.deepEqual(finished.metrics, lines.at(-2).metrics);
});

test("the same seed gives the same bits, another seed others", (t) => {
  const cwd = folderWith(t, { "circle.soma": circle("optimizer: adam(lr: 0.03); epochs: 5") });
  const metrics = (...words: string[]) =>
    linesOf(soma(["train", "circle.soma", "--json", ...words], { cwd }).out)
      .filter(({ type }) => type === "epoch")
      .map(({ loss, metrics: { train, test } }) => [loss, train, test]);
  assert.deepEqual(metrics(), metrics("--seed", "3"));
  assert.notDeepEqual(metrics(), metrics("--seed", "4"));
  assert.equal(metrics("--seed", "4294967295").length, 5);
});

test("expectations decide the exit code", (t) => {
  const cwd = folderWith(t, {
    "holds.soma": circle(
      "optimizer: adam(lr: 0.03); epochs: 40; expect accuracy >= 0.9; expect parameters < 18",
    ),
    "fails.soma": circle("optimizer: adam(lr: 0.03); epochs: 1; expect loss < 0.0001"),
  });
  const holds = soma(["train", "holds.soma"], { cwd });
  assert.equal(holds.code, 0, holds.out + holds.err);
  assert.match(holds.out, /holds {3}expect accuracy >= 0\.9: it is (0\.9|1)/);
  assert.match(holds.out, /holds {3}expect parameters < 18: it is 17/);
  const fails = soma(["train", "fails.soma"], { cwd });
  assert.equal(fails.code, 1);
  assert.match(fails.out, /FAILED {2}expect loss < 0\.0001: it is 0\.\d+/);
  const json = linesOf(soma(["train", "fails.soma", "--json"], { cwd }).out).at(-1);
  assert.equal(json.expectations[0].holds, false);
});

test("an expectation of several seeds trains the seeds 1, 2, … and counts them", (t) => {
  const cwd = folderWith(t, {
    "holds.soma": circle("optimizer: adam(lr: 0.03); epochs: 9; expect accuracy > 0 in 3/4 seeds"),
    "fails.soma": circle("optimizer: adam(lr: 0.03); epochs: 1; expect loss < 0.0001 in 1/3 seeds"),
  });
  const holds = soma(["train", "holds.soma"], { cwd });
  assert.equal(holds.code, 0, holds.out + holds.err);
  assert.match(holds.out, /holds {3}expect accuracy > 0 in 3\/4 seeds: it is so in 4 of 4 \(0\.\d+ to /);
  const fails = soma(["train", "fails.soma"], { cwd });
  assert.equal(fails.code, 1);
  assert.match(fails.out, /FAILED {2}expect loss < 0\.0001 in 1\/3 seeds: it is so in 0 of 3/);
  const alone = [1, 2, 3].map((seed) => {
    const lines = linesOf(soma(["train", "fails.soma", "--seed", `${seed}`, "--json"], { cwd }).out);
    return lines.at(-1).expectations[0].measured;
  });
  const { spread } = linesOf(soma(["train", "fails.soma", "--json"], { cwd }).out).at(-1).expectations[0];
  assert.deepEqual([spread.least, spread.most], [Math.min(...alone), Math.max(...alone)]);
  const one = soma(["train", "fails.soma", "--seed", "3"], { cwd });
  assert.equal(one.code, 0, "one run cannot decide a claim about several seeds");
  assert.match(one.out, /FAILED {2}expect loss < 0\.0001 in 1\/3 seeds: with this seed it is 0\.\d+/);
});

test("every experiment of a file is trained, or the one that is named", () => {
  const all = linesOf(soma(["train", "examples/xor.soma", "--json"]).out);
  assert.deepEqual(
    all.filter(({ type }) => type === "finished").map(({ train }) => train),
    ["Line", "Hidden"],
  );
  const one = linesOf(soma(["train", "examples/xor.soma", "--train", "Hidden", "--json"]).out);
  assert.ok(one.every(({ train }) => train === "Hidden"));
});

test("a run that diverges stops, says at which step, and ends with exit code 3", (t) => {
  const network = "x -> dense(8, relu) -> dense(8, relu) -> dense(1)";
  const cwd = folderWith(t, {
    "wild.soma": circle("optimizer: sgd(lr: 1e30); epochs: 50", network),
  });
  const { code, err } = soma(["train", "wild.soma"], { cwd });
  assert.equal(code, 3, err);
  assert.match(err, /Circle diverged: the loss of step \d+ is not a finite number \(learning rate 1e\+30\)/);
  assert.match(err, /last finite state is the one after step \d+\. Try lr: 1e\+29/);
  const json = soma(["train", "wild.soma", "--json"], { cwd });
  assert.equal(json.code, 3);
  const last = linesOf(json.out).at(-1);
  assert.equal(last.type, "diverged");
  assert.ok(last.step > last.lastFiniteStep && last.lastFiniteStep >= 0);
  assert.ok(Math.abs(last.rate / 1e30 - 1) < 1e-6);
});

test("a number that is not finite is written as a word, never as null", (t) => {
  const cwd = folderWith(t, {
    "steep.soma":
      "data line = points([[0] -> 1, [1] -> 3, [2] -> 5])\nnetwork R { input x: [1]; output x -> dense(8) -> dense(1) }\n" +
      "train R on line { loss: mse; optimizer: sgd(lr: 100); epochs: 500 }\n",
  });
  const { out } = soma(["train", "steep.soma", "--json"], { cwd });
  assert.match(out, /"loss":"(NaN|Infinity)"/);
  assert.doesNotMatch(out, /"loss":null/);
});

test("a loss that is not finite from the start is not blamed on the learning rate", (t) => {
  const network = "x -> dense(4, init: constant(1e38)) -> dense(4, init: constant(1e38)) -> dense(1)";
  const cwd = folderWith(t, { "huge.soma": circle("optimizer: adam(lr: 0.01); epochs: 1", network) });
  const { code, err } = soma(["train", "huge.soma"], { cwd });
  assert.equal(code, 3);
  assert.match(err, /the loss of step 1 is not a finite number/);
  assert.match(err, /before anything was learnt: make the initial values or the inputs smaller/);
});

test("warnings are counted before a run", (t) => {
  const cwd = folderWith(t, { "soft.soma": circle("epochs: 1", "x -> dense(1) -> sigmoid") });
  const { code, err } = soma(["train", "soft.soma"], { cwd });
  assert.equal(code, 0, err);
  assert.match(err, /soft\.soma has 1 warning: soma check soft\.soma/);
});

test("errors in the file are said, and nothing is trained", (t) => {
  const cwd = folderWith(t, { "wrong.soma": circle("optimizer: adam(lr: 0.03); epochs: 5", "x -> dens(1)") });
  const outcome = soma(["train", "wrong.soma"], { cwd });
  assert.equal(outcome.code, 1);
  assert.match(outcome.err, /wrong\.soma:4:15 error SOMA2\d\d\d .*dens/);
  assert.equal(outcome.out, "");
  assertNoBug(outcome);
});

test("sizes beyond any memory are refused at once", (t) => {
  const cwd = folderWith(t, {
    "wide.soma": circle("optimizer: adam(lr: 0.03); epochs: 1", "x -> dense(9007199254740993) -> dense(1)"),
    "product.soma": circle(
      "optimizer: adam(lr: 0.03); epochs: 1",
      "x -> dense(3037000500) -> dense(3037000500) -> dense(1)",
    ),
    "heavy.soma": circle(
      "optimizer: adam(lr: 0.03); epochs: 1",
      "x -> dense(40000) -> dense(40000) -> dense(1)",
    ),
    "zero.soma": circle("optimizer: adam(lr: 0.03); epochs: 1", "x -> dense(0) -> dense(1)"),
  });
  for (const file of ["wide.soma", "product.soma", "heavy.soma", "zero.soma"]) {
    const startedMs = performance.now();
    const outcome = soma(["train", file], { cwd });
    assert.equal(outcome.code, 1, `${file}: ${outcome.err}`);
    assertNoBug(outcome);
    assert.ok(performance.now() - startedMs < 10_000);
  }
});

test("Ctrl-C ends a run with exit code 130 and says where it stood", {
  skip: process.platform === "win32",
}, async (t) => {
  const cwd = folderWith(t, { "long.soma": circle("optimizer: adam(lr: 0.001); epochs: 1000000") });
  const child = startSoma(["train", "long.soma"], { cwd });
  let err = "";
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  await once(child.stdout!, "data");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const pressedMs = performance.now();
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  const tookMs = performance.now() - pressedMs;
  assert.equal(code, 130);
  assert.match(err, /Circle was stopped after step [1-9]\d* of 16000000/);
  // The promise is 100 ms; a busy machine may be slow to schedule either process.
  assert.ok(tookMs < 1000, `${Math.round(tookMs)} ms`);
});
