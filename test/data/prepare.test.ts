/** From rows to a data set: gaps, order, split and scale. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Dataset, isProblem, type Rows } from "../../data/define.ts";
import { prepare } from "../../data/prepare.ts";
import type { DataSettings } from "../../network/experiment.ts";

const plain: DataSettings = { normalize: "none", shuffle: false, missing: "error" };
const NaNs = Number.NaN;

function rowsFrom(inputs: readonly (readonly number[])[], labels: readonly number[]): Rows {
  const names = [...new Set(labels)].filter((label) => !Number.isNaN(label)).map(String);
  return {
    description: { input: [inputs[0]!.length], label: { kind: "classes", names }, columns: ["a", "b"] },
    count: inputs.length,
    inputs: Float32Array.from(inputs.flat()),
    labels: Float32Array.from(labels),
    notes: [],
  };
}

function ready(rows: Rows, settings: Partial<DataSettings> = {}, seed = 1, split = 1): Dataset {
  const dataset = prepare(rows, { ...plain, ...settings }, { seed, split });
  if (isProblem(dataset)) assert.fail(dataset.problem);
  return dataset;
}

const ten = rowsFrom(
  Array.from({ length: 10 }, (_, i) => [i, 10 * i]),
  Array.from({ length: 10 }, (_, i) => i % 2),
);

test("without settings the rows stay as they are", () => {
  const dataset = ready(ten);
  assert.deepEqual(dataset.inputs, ten.inputs);
  assert.deepEqual(dataset.labels, ten.labels);
  assert.equal(dataset.trainRows, 10);
  assert.equal(dataset.normalization, undefined);
});

test("the split is the data's, else the source's, and leaves a row on both sides", () => {
  assert.equal(ready(ten, {}, 1, 0.8).trainRows, 8);
  assert.equal(ready(ten, { split: 0.5 }, 1, 0.8).trainRows, 5);
  assert.equal(ready(ten, { split: 0.001 }).trainRows, 1);
  assert.equal(ready(ten, { split: 0.999 }).trainRows, 9);
  const one = prepare(rowsFrom([[1, 2]], [0]), plain, { seed: 1, split: 0.8 });
  assert.ok(isProblem(one) && /One row cannot be split/.test(one.problem));
});

test("shuffling moves inputs and labels together and follows the seed", () => {
  const dataset = ready(ten, { shuffle: true });
  const firsts = [...dataset.inputs].filter((_, place) => place % 2 === 0);
  assert.deepEqual(
    [...firsts].sort((a, b) => a - b),
    Array.from({ length: 10 }, (_, i) => i),
  );
  assert.notDeepEqual(
    firsts,
    Array.from({ length: 10 }, (_, i) => i),
  );
  for (const [row, first] of firsts.entries()) {
    assert.equal(dataset.inputs[2 * row + 1], 10 * first);
    assert.equal(dataset.labels[row], first % 2);
  }
  assert.deepEqual(ready(ten, { shuffle: true }).inputs, dataset.inputs);
  assert.notDeepEqual(ready(ten, { shuffle: true }, 2).inputs, dataset.inputs);
});

test("limit takes rows from the front and says so", () => {
  const dataset = ready(ten, { limit: 4 });
  assert.equal(dataset.rows, 4);
  assert.equal(dataset.description.rows, 4);
  assert.match(dataset.notes[0]!.message, /first 4 of 10 rows/);
});

test("gaps are refused, dropped or filled", () => {
  const gaps = rowsFrom(
    [
      [1, 10],
      [NaNs, 20],
      [3, 30],
      [4, NaNs],
    ],
    [0, 1, NaNs, 1],
  );
  const refused = prepare(gaps, plain, { seed: 1, split: 1 });
  assert.ok(isProblem(refused));
  assert.match(refused.problem, /2 of 4 rows lack an input and 1 of 4 rows lack the label/);
  assert.equal(refused.attribute, "missing");

  const dropped = ready(gaps, { missing: "drop" });
  assert.deepEqual([...dropped.inputs], [1, 10]);
  assert.match(
    dropped.notes.map(({ message }) => message).join(),
    /3 of 4 rows lack a value and were dropped/,
  );

  const unlabelled = prepare(gaps, { ...plain, missing: "mean" }, { seed: 1, split: 1 });
  assert.ok(isProblem(unlabelled) && /a label cannot be filled/.test(unlabelled.problem));

  const all = rowsFrom([[NaNs, 1]], [0]);
  const nothing = prepare(all, { ...plain, missing: "drop" }, { seed: 1, split: 1 });
  assert.ok(isProblem(nothing) && /All 1 rows/.test(nothing.problem));
});

test("means come from the training rows alone", () => {
  const gaps = rowsFrom(
    [
      [1, 0],
      [3, 0],
      [NaNs, 0],
      [1000, 0],
    ],
    [0, 1, 0, 1],
  );
  const filled = ready(gaps, { missing: "mean", split: 0.5 });
  assert.equal(filled.inputs[4], 2);
  assert.match(filled.notes[0]!.message, /1 missing value of a became its mean, 2\./);
  const empty = rowsFrom(
    [
      [NaNs, 0],
      [1, 0],
    ],
    [0, 1],
  );
  const refused = prepare(empty, { ...plain, missing: "mean", split: 0.5 }, { seed: 1, split: 1 });
  assert.ok(isProblem(refused) && /Column a has no value in any training row/.test(refused.problem));
});

test("standard scale has mean 0 and deviation 1 over the training rows", () => {
  const dataset = ready(ten, { normalize: "standard", split: 0.5 });
  const column = Array.from({ length: 5 }, (_, row) => dataset.inputs[2 * row]!);
  assert.ok(Math.abs(column.reduce((a, b) => a + b, 0)) < 1e-6);
  assert.ok(Math.abs(column.reduce((a, b) => a + b * b, 0) / 5 - 1) < 1e-6);
  const { shift, scale } = dataset.normalization!;
  for (let row = 0; row < 10; row++) {
    assert.ok(Math.abs(dataset.inputs[2 * row]! - (row - shift[0]!) * scale[0]!) < 1e-6);
  }
});

test("unit scale ends at 0 and 1, a constant column stays finite", () => {
  const dataset = ready(
    rowsFrom(
      [
        [5, 0.1],
        [7, 0.1],
        [9, 0.1],
      ],
      [0, 1, 0],
    ),
    { normalize: "unit" },
  );
  assert.deepEqual([...dataset.inputs], [0, 0, 0.5, 0, 1, 0]);
  const standard = ready(
    rowsFrom(
      [
        [5, 0.1],
        [7, 0.1],
        [9, 0.1],
      ],
      [0, 1, 0],
    ),
    { normalize: "standard" },
  );
  assert.ok(standard.inputs.every(Number.isFinite));
  const tiny = ready(
    rowsFrom(
      [
        [0, 0],
        [1e-44, 0],
      ],
      [0, 1],
    ),
    { normalize: "unit" },
  );
  assert.ok(tiny.inputs.every(Number.isFinite));
});

test("a class that no training row has is warned about", () => {
  const dataset = ready(
    rowsFrom(
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      [0, 0, 1],
    ),
    { split: 0.6 },
  );
  assert.match(dataset.notes[0]!.message, /No training row has the class 1/);
});
