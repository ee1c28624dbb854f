/** Holding units, and the norms of what a step would do: against numbers worked out by hand and against real steps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { openHolding, whatIf } from "../../../engine/probe/held-units.ts";
import { openNormProbe } from "../../../engine/probe/weight-norms.ts";
import { Run } from "../../../engine/train/run.ts";
import { compiled } from "../compiled.ts";
import { call, experimentOf, networkOf, quadrants } from "../experiments.ts";

const network = networkOf(
  [2],
  [
    { kind: "dense", attributes: { units: 3, activation: call("tanh") } },
    { kind: "dense", attributes: { units: 1 } },
  ],
);

const near = (found: number, expected: number, what: string) =>
  assert.ok(
    Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)),
    `${what}: ${found} is not ${expected}`,
  );

for (const [engine, make] of Object.entries({ interpret, compiled })) {
  test(`a unit held at a number hands on that number, ${engine}`, async () => {
    const run = await Run.open(experimentOf(network, { loss: call("mse") }), quadrants(30, 20), make);
    const holding = await openHolding(run, "0:dense", make);
    const rows = Float32Array.of(0.5, -0.25, 1, 2);
    const free = run.evaluator.predict(rows);
    assert.deepEqual(holding.hold([]).predict(rows), free);
    const held = holding.hold([{ unit: 1, value: 0.75 }]).predict(rows);
    const weight = run.weight("1:dense.weight")[1]!;
    run.evaluator.visit(rows, ["0:dense"], ({ values }) => {
      for (const row of [0, 1]) {
        const was = values.get("0:dense")![3 * row + 1]!;
        near(held[row]!, free[row]! + weight * (0.75 - was), `row ${row}`);
      }
    });
  });
}

test("holding the weights of one unit at 0 and holding the unit at 0 cost the same loss", async () => {
  const data = quadrants(30, 20);
  const run = await Run.open(experimentOf(network, { loss: call("mse") }), data, compiled);
  run.train(20);
  const holding = await openHolding(run, "0:dense", compiled);
  const { before, held } = whatIf(run, holding, [{ unit: 2, value: 0 }]);
  assert.equal(before.loss, run.evaluate().test!.loss);
  const { step, tensors } = run.save();
  const cut = tensors["1:dense.weight"]!.with(2, 0);
  run.restore({ step, tensors: { ...tensors, "1:dense.weight": cut } });
  near(held.loss, run.evaluate().test!.loss, "loss without the unit");
  assert.notEqual(held.loss, before.loss);
});

test("norms are those of the step that comes next, and measuring trains nothing", async () => {
  const data = quadrants(10);
  const experiment = experimentOf(network, {
    loss: call("mse"),
    optimizer: call("adam", { lr: 0.01 }),
    batch: 10,
    shuffle: false,
  });
  const run = await Run.open(experiment, data, compiled);
  run.train(3);
  const saved = run.save();
  const probe = await openNormProbe(run, compiled);
  const norms = probe.measure();
  assert.deepEqual(run.save(), saved);
  run.train(1);
  assert.equal(norms.length, 4);
  for (const { name, weight, update, ratio, gradient } of norms) {
    const [before, after] = [saved.tensors[name]!, run.weight(name)];
    near(weight, Math.hypot(...before), `${name} weight`);
    const moved = Math.hypot(...after.map((value, index) => value - before[index]!));
    assert.ok(Math.abs(update - moved) < 1e-6 && moved > 1e-3, `${name}: ${update} is not ${moved}`);
    assert.equal(ratio, update / weight);
    // Adam's first moment: m' = 0.9 · m + 0.1 · gradient.
    const [old, now] = [saved.tensors, run.save().tensors].map((tensors) => tensors[`${name}/adam.m`]!);
    const slope = Math.hypot(...now!.map((value, index) => 10 * (value - 0.9 * old![index]!)));
    assert.ok(Math.abs(gradient - slope) < 1e-4 * slope, `${name}: ${gradient} is not ${slope}`);
  }
});
