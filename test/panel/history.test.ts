/** The panel's memory of a run: bounded, in order, and true to the numbers that went in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RunHistory } from "../../media/run/history.ts";

test("a million losses fit into a thousand buckets, and their mean is kept", () => {
  const history = new RunHistory();
  const slice = 1000;
  for (let step = 0; step < 1_000_000; step += slice)
    history.addLosses(
      step,
      Float32Array.from({ length: slice }, (_, index) => (step + index) % 7),
      1,
    );
  const { losses } = history;
  assert(losses.length > 400 && losses.length <= 1024, `${losses.length} buckets`);
  const mean = losses.reduce((sum, { loss }) => sum + loss, 0) / losses.length;
  assert(Math.abs(mean - 3) < 0.01);
  assert.deepEqual(
    losses.map(({ step }) => step),
    losses.map(({ step }) => step).toSorted((a, b) => a - b),
  );
});

test("losses that are not finite leave a gap and spoil no mean", () => {
  const history = new RunHistory();
  history.addLosses(0, Float32Array.of(1, Number.NaN, 3), 1);
  assert.deepEqual(
    history.losses.map(({ loss }) => loss),
    [1, Number.NaN, 3],
  );
});

test("evaluations are thinned, and the newest is always there", () => {
  const history = new RunHistory();
  for (let step = 0; step < 5000; step++) history.addEvaluation({ step, train: { loss: step } });
  assert(history.evaluations.length <= 1024);
  assert.equal(history.evaluations.at(-1)?.step, 4999);
  assert.equal(history.evaluations[0]?.step, 0);
});
