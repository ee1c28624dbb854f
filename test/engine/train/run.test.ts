/** A run: it learns, repeats itself bit for bit, can be saved and resumed, and stops when the loss is no number any more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { Run } from "../../../engine/train/run.ts";
import { call, experimentOf, networkOf, quadrants } from "../experiments.ts";

const network = networkOf(
  [2],
  [
    { kind: "dense", attributes: { units: 8, activation: call("tanh") } },
    { kind: "dropout", attributes: { rate: 0.1 } },
    { kind: "dense", attributes: { units: 1 } },
  ],
);
const loss = call("binary_cross_entropy");
const adam = call("adam", { lr: 0.03 });

test("a run learns, and both parts of the data are measured", async () => {
  const experiment = experimentOf(network, { loss, optimizer: adam, epochs: 40 });
  const run = await Run.open(experiment, quadrants(150, 100), interpret);
  const before = run.evaluate();
  const { losses, diverged } = run.train(run.totalSteps);
  const after = run.evaluate();
  assert.equal(diverged, undefined);
  assert.equal(losses.length, 400);
  assert.equal(run.step, 400);
  assert.ok(after.train.loss < 0.5 * before.train.loss, `${before.train.loss} → ${after.train.loss}`);
  assert.ok(after.test!.accuracy! > 0.85, `${after.test!.accuracy}`);
});

test("the mean loss of a batch is the loss the step reports", async () => {
  const plain = networkOf([2], [{ kind: "dense", attributes: { units: 1 } }]);
  const experiment = experimentOf(plain, { loss, batch: 50 });
  const run = await Run.open(experiment, quadrants(50), interpret);
  const { train } = run.evaluate();
  const { losses } = run.train(1);
  assert.ok(Math.abs(losses[0]! - train.loss) < 1e-7, `${losses[0]} and ${train.loss}`);
});

for (const rows of [60, 64]) {
  test(`a run of ${rows} rows in batches of 10 goes on from where it was saved with the same bits`, async () => {
    const experiment = experimentOf(network, { loss, optimizer: adam });
    const data = quadrants(rows);
    const whole = await Run.open(experiment, data, interpret);
    const all = whole.train(23);
    const first = await Run.open(experiment, data, interpret);
    const head = first.train(11);
    const second = await Run.open(experiment, data, interpret, first.save());
    const tail = second.train(12);
    assert.equal(whole.stepsPerEpoch, Math.ceil(rows / 10));
    assert.deepEqual([...head.losses, ...tail.losses], [...all.losses]);
    assert.deepEqual(second.save(), whole.save());
  });
}

test("another seed gives another run", async () => {
  const losses = [];
  for (const seed of [1, 2]) {
    const run = await Run.open(experimentOf(network, { loss, seed }), quadrants(50), interpret);
    losses.push([...run.train(3).losses]);
  }
  assert.notDeepEqual(losses[0], losses[1]);
});

test("training stops at the end of an epoch if asked", async () => {
  const run = await Run.open(experimentOf(network, { loss }), quadrants(64), interpret);
  run.train(3);
  assert.equal(run.train(100, true).losses.length, 4);
  assert.equal(run.step, 7);
});

test("a batch larger than the data is the whole data", async () => {
  const run = await Run.open(experimentOf(network, { loss, batch: 1000 }), quadrants(12), interpret);
  assert.equal(run.stepsPerEpoch, 1);
  assert.equal(run.train(2).losses.length, 2);
});

test("a rate that is far too high stops the run at the last step with a finite loss", async () => {
  const linear = networkOf([2], [{ kind: "dense", attributes: { units: 1 } }]);
  const experiment = experimentOf(linear, { loss: call("mse"), optimizer: call("sgd", { lr: 50 }) });
  const run = await Run.open(experiment, quadrants(64), interpret);
  const { losses, diverged } = run.train(1000);
  assert.ok(diverged !== undefined, "50 is too high a rate");
  assert.equal(diverged.step, losses.length + 1);
  assert.equal(diverged.lastFiniteStep, losses.length - 1);
  assert.equal(run.step, diverged.lastFiniteStep);
  assert.ok(losses.every(Number.isFinite));
  assert.ok(run.weight("0:dense.weight").every(Number.isFinite));

  const same = await Run.open(experiment, quadrants(64), interpret);
  same.train(diverged.lastFiniteStep);
  assert.deepEqual(run.save(), same.save());
});

test("a divergence right after a shadow was kept goes back to the one before", async () => {
  const linear = networkOf([2], [{ kind: "dense", attributes: { units: 1 } }]);
  const experiment = experimentOf(linear, { loss: call("mse"), optimizer: call("sgd", { lr: 1.1 }) });
  const reference = await Run.open(experiment, quadrants(64), interpret);
  const { diverged } = reference.train(5000);
  assert.ok(diverged !== undefined && diverged.step > 210, `diverges late enough: ${diverged?.step}`);
  const run = await Run.open(experiment, quadrants(64), interpret);
  run.train(diverged.step - 1);
  const reply = run.train(1);
  assert.deepEqual(reply.diverged, diverged);
  assert.deepEqual(run.save(), reference.save());
});

test("an update that breaks the weights in the very last step is noticed", async () => {
  const linear = networkOf([2], [{ kind: "dense", attributes: { units: 1 } }]);
  const experiment = experimentOf(linear, {
    loss: call("mse"),
    optimizer: call("sgd", { lr: 1e39 }),
    steps: 1,
  });
  const run = await Run.open(experiment, quadrants(64), interpret);
  const { losses, diverged } = run.train(1);
  assert.equal(losses.length, 1);
  assert.deepEqual({ step: diverged?.step, stands: diverged?.lastFiniteStep }, { step: 2, stands: 0 });
  assert.ok(run.weight("0:dense.weight").every(Number.isFinite));
});

test("a changed rate counts from the next step on, and a divergence after it keeps the state before", async () => {
  const run = await Run.open(experimentOf(network, { loss: call("mse") }), quadrants(64), interpret);
  run.train(5);
  run.rate = 1e30;
  const { losses, diverged } = run.train(10);
  assert.ok(losses.length <= 2 && diverged !== undefined);
  assert.ok(diverged.lastFiniteStep >= 5);
  assert.ok(run.evaluate().train.loss < 10);
});

test("frozen weights stay as they are, the others do not", async () => {
  const frozen = networkOf(
    [2],
    [
      { kind: "dense", attributes: { units: 3, frozen: true } },
      { kind: "dense", attributes: { units: 1 } },
    ],
  );
  const run = await Run.open(experimentOf(frozen, { loss }), quadrants(30), interpret);
  const before = ["0:dense.weight", "1:dense.weight"].map((name) => [...run.weight(name)]);
  run.train(4);
  assert.deepEqual([...run.weight("0:dense.weight")], before[0]);
  assert.notDeepEqual([...run.weight("1:dense.weight")], before[1]);
});

test("one class among several is read by its largest logit", async () => {
  const classes = networkOf(
    [2],
    [{ kind: "dense", attributes: { units: 2, init: call("constant", { value: 0 }) } }],
  );
  const experiment = experimentOf(classes, { loss: call("cross_entropy") });
  const run = await Run.open(experiment, quadrants(40), interpret);
  const { train } = run.evaluate();
  const data = quadrants(40);
  const shareOfFirst = data.labels.filter((label) => label === 0).length / 40;
  // All logits are 0: the first of the largest is class 0, and the loss is ln 2.
  assert.equal(train.accuracy, shareOfFirst);
  assert.ok(Math.abs(train.loss - Math.LN2) < 1e-6);
});
