/** Metrics of predictions, against numbers worked out by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accuracy,
  confusion,
  explainedVariance,
  meanAbsoluteError,
  perplexity,
  topAccuracy,
} from "../../../engine/train/metrics.ts";
import { Run } from "../../../engine/train/run.ts";
import { compiled } from "../compiled.ts";
import { call, experimentOf, networkOf, randomRows } from "../experiments.ts";

// Predicted: 2, 0, 1, 1; of two equal outputs the first is the larger.
const predictions = {
  outputs: [1, 2, 3, 5, 4, 0, 0, 7, 6, 1, 2, 2],
  labels: [2, 1, 2, 1],
  classes: 3,
};

test("accuracy, top accuracy and confusion of four predictions", () => {
  assert.equal(accuracy(predictions), 0.5);
  assert.equal(topAccuracy(predictions, 2), 1);
  assert.deepEqual(confusion(predictions), [
    [0, 0, 0],
    [1, 1, 0],
    [0, 1, 1],
  ]);
});

test("a prediction that is no number is right about nothing", () => {
  const broken = { outputs: [Number.NaN, Number.NaN], labels: [0], classes: 2 };
  assert.equal(topAccuracy(broken, 2), 0);
  assert.deepEqual(confusion(broken).flat(), [0, 0, 0, 0]);
  assert.ok(Number.isNaN(accuracy({ outputs: [], labels: [], classes: 2 })));
});

test("errors of numbers", () => {
  assert.equal(meanAbsoluteError([1, 2, 3], [1, 0, 4]), 1);
  assert.equal(explainedVariance([1, 2, 3], [1, 2, 3]), 1);
  assert.equal(explainedVariance([2, 2, 2], [1, 2, 3]), 0);
  assert.equal(explainedVariance([3, 2, 1], [1, 2, 3]), -3);
  assert.ok(Number.isNaN(explainedVariance([1, 2], [5, 5])));
  assert.ok(Math.abs(perplexity(Math.log(27)) - 27) < 1e-9);
});

test("predictions of all rows are those that the evaluation measured, in every batch", async () => {
  const network = networkOf([3], [{ kind: "dense", attributes: { units: 4 } }]);
  const data = randomRows(5, [3], { classes: 4 }, 600);
  const run = await Run.open(experimentOf(network, { loss: call("cross_entropy") }), data, compiled);
  run.train(30);
  const outputs = run.evaluator.predict(data.inputs);
  const all = { outputs, labels: data.labels, classes: 4 };
  const counts = confusion(all);
  assert.equal(accuracy(all), run.evaluate().train.accuracy);
  assert.equal(
    counts.flat().reduce((sum, count) => sum + count),
    600,
  );
  assert.equal(counts.reduce((sum, row, place) => sum + row[place]!, 0) / 600, accuracy(all));
});
