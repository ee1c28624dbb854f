/** Edits while a network trains: what goes on, what is new, and that a wider network computes the same at first. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { drawKey, randomBits } from "../../../engine/ops/random.ts";
import { carryOver } from "../../../engine/train/hot-edit.ts";
import { Run } from "../../../engine/train/run.ts";
import type { RunData } from "../../../engine/train/run-data.ts";
import type { Experiment } from "../../../network/experiment.ts";
import { call, experimentOf, networkOf, randomRows, type Stage } from "../experiments.ts";

const adam = { loss: call("cross_entropy"), optimizer: call("adam", { lr: 0.01 }), epochs: 3 };

const experimentWith = (input: readonly number[], stages: readonly Stage[]): Experiment =>
  experimentOf(networkOf(input, stages), adam);

async function trained(experiment: Experiment, data: RunData): Promise<Run> {
  const run = await Run.open(experiment, data, interpret);
  run.train(6);
  return run;
}

const tanh = call("tanh");
const dense = (units: number): Stage => ({ kind: "dense", attributes: { units, activation: tanh } });
const head: readonly Stage[] = [{ kind: "flatten" }, { kind: "dense", attributes: { units: 3 } }];
const conv = (filters: number): Stage => ({
  kind: "conv2d",
  attributes: { filters, kernel: [3, 3], padding: "same", bias: filters % 2 === 0, activation: tanh },
});

/** Stages by the widths of their layers, and how many widths they take. */
interface Family {
  readonly input: readonly number[];
  readonly widths: number;
  readonly stages: (widths: readonly number[]) => readonly Stage[];
}

const families: Readonly<Record<string, Family>> = {
  dense: { input: [5], widths: 3, stages: (widths) => [...widths.map(dense), ...head] },
  "dense, normalised, with learned slopes": {
    input: [5],
    widths: 2,
    stages: ([a = 1, b = 1]) => [
      { kind: "dense", attributes: { units: a } },
      { kind: "batch_norm" },
      { kind: "prelu", attributes: { slopes: "channel" } },
      dense(b),
      { kind: "batch_norm" },
      ...head,
    ],
  },
  convolutions: {
    input: [2, 6, 6],
    widths: 2,
    stages: ([a = 1, b = 1]) => [
      conv(2 * a),
      { kind: "max_pool2d", attributes: { kernel: [2, 2], stride: [2, 2] } },
      { kind: "depthwise_conv2d", attributes: { kernel: [3, 3], multiplier: 2, padding: "same" } },
      { kind: "batch_norm" },
      conv(2 * b),
      { kind: "prelu", attributes: { slopes: "channel" } },
      ...head,
    ],
  },
  "transposed convolutions": {
    input: [1, 3, 3],
    widths: 2,
    stages: ([a = 1, b = 1]) => [
      { kind: "conv_transpose2d", attributes: { filters: a, kernel: [2, 2], stride: [2, 2] } },
      { kind: "conv_transpose2d", attributes: { filters: b, kernel: [2, 2], activation: tanh } },
      { kind: "global_avg_pool" },
      ...head,
    ],
  },
  sequences: {
    input: [4, 3],
    widths: 3,
    stages: ([a = 1, b = 1, c = 1]) => [
      { kind: "lstm", attributes: { units: a, bidirectional: true } },
      { kind: "gru", attributes: { units: b } },
      { kind: "rnn", attributes: { units: c, return: "last" } },
      ...head,
    ],
  },
  spikes: {
    input: [6, 3],
    widths: 2,
    stages: ([a = 1, b = 1]) => [
      { kind: "lif", attributes: { units: a, tau: 3, threshold: 0.2 } },
      { kind: "lif", attributes: { units: b, tau: 3, threshold: 0.2 } },
      ...head,
    ],
  },
  "side by side": {
    input: [4],
    widths: 3,
    stages: ([a = 1, b = 1, c = 1]) => [
      dense(a),
      dense(b),
      { kind: "concat", attributes: { axis: 0 }, inputs: ["0:dense", "1:dense"] },
      { ...dense(c), inputs: ["2:concat"] },
      { ...dense(c), inputs: ["3:dense"] },
      { kind: "+", inputs: ["3:dense", "4:dense"] },
      ...head,
    ],
  },
};

for (const [name, { input, widths, stages }] of Object.entries(families)) {
  test(`a wider network computes the same: ${name}`, async () => {
    for (let seed = 0; seed < 5; seed++) {
      const key = drawKey(seed, 0, 0);
      const pick = (index: number, below: number) => (randomBits(key, index) >>> 0) % below;
      const narrow = Array.from({ length: widths }, (_, index) => 1 + pick(index, 4));
      const wide = narrow.map((width, index) => width + pick(widths + index, 4));
      wide[seed % widths] = narrow[seed % widths]! + 3;
      const data = randomRows(seed, input, { classes: 3 }, 20);
      const before = await trained(experimentWith(input, stages(narrow)), data);
      const next = experimentWith(input, stages(wide));
      const { saved, dropped, added } = carryOver(before.experiment, before.save(), next);
      const after = await Run.open(next, data, interpret, saved);
      const where = `${narrow} → ${wide}`;
      const [loss, same] = [before, after].map((run) => run.evaluate().train.loss);
      assert.ok(Math.abs(same! - loss!) < 1e-6, `${where}: ${loss} became ${same}`);
      assert.deepEqual(dropped, [], where);
      assert.notDeepEqual(added, [], where);
      assert.equal(after.step, 6);
      // New units must not stay without effect.
      after.train(4);
      assert.ok(Math.abs(after.evaluate().train.loss - loss!) > 1e-5, where);
    }
  });
}

test("an edit that changes nothing goes on with the same bits", async () => {
  const { input, stages } = families.sequences!;
  const data = randomRows(1, input, { classes: 3 }, 20);
  const run = await trained(experimentWith(input, stages([2, 3, 2])), data);
  const same = experimentWith(input, stages([2, 3, 2]));
  const { saved, kept, added, dropped } = carryOver(run.experiment, run.save(), same);
  assert.deepEqual([added, dropped], [[], []]);
  assert.deepEqual(kept, [
    "`0:lstm`: all 4 units",
    "`1:gru`: all 3 units",
    "`2:rnn`: all 2 units",
    "`4:dense`: all 3 units",
  ]);
  const after = await Run.open(same, data, interpret, saved);
  assert.deepEqual(after.save(), run.save());
  assert.deepEqual(after.train(5), run.train(5));
});

test("a narrower layer keeps its first units, and what adam remembers of them", async () => {
  const data = randomRows(2, [2], { classes: 3 }, 20);
  const run = await trained(experimentWith([2], [dense(4), ...head]), data);
  const next = experimentWith([2], [dense(3), ...head]);
  const { saved, kept, added, dropped } = carryOver(run.experiment, run.save(), next);
  assert.deepEqual(kept, ["`0:dense`: its first 3 units", "`2:dense`: all 3 units"]);
  assert.deepEqual(added, []);
  assert.deepEqual(dropped, ["`0:dense`: its last 1 unit"]);
  for (const name of ["0:dense.weight", "0:dense.weight/adam.m"]) {
    const old = run.save().tensors[name]!;
    assert.ok(
      old.every((value) => value !== 0),
      name,
    );
    const first = [0, 1, 2, 4, 5, 6].map((place) => old[place]);
    assert.deepEqual([...saved.tensors[name]!], first, name);
  }
  assert.deepEqual(
    [...saved.tensors["2:dense.weight"]!],
    [...run.save().tensors["2:dense.weight"]!.slice(0, 9)],
  );
});

test("a label finds its layer wherever it goes, the others keep their order", async () => {
  const data = randomRows(3, [4], { classes: 3 }, 20);
  const labelled = (stages: readonly Stage[], label: string, place: number): Experiment => {
    const { network, ...rest } = experimentWith([4], stages);
    const steps = network.steps.map((step, at) => (at === place ? { ...step, label } : step));
    return { ...rest, network: { ...network, steps } };
  };
  const before = labelled([dense(4), dense(4), ...head], "eye", 1);
  const run = await trained(before, data);
  const after = labelled([dense(4), dense(4), dense(4), ...head], "eye", 0);
  const { saved, kept, added } = carryOver(before, run.save(), after);
  assert.deepEqual(
    [...saved.tensors["0:dense.weight"]!],
    [...run.save().tensors["1:dense.weight"]!],
    "the label decides",
  );
  assert.deepEqual([...saved.tensors["1:dense.weight"]!], [...run.save().tensors["0:dense.weight"]!]);
  assert.ok(kept.includes("`0:dense`, which was `1:dense`: all 4 units"), kept.join("; "));
  assert.deepEqual(added, ["`2:dense`: a dense layer with 20 parameters"]);
});

test("layers that come and go are named, and another optimizer starts afresh", async () => {
  const data = randomRows(4, [3], { classes: 3 }, 20);
  const run = await trained(experimentWith([3], [dense(5), { kind: "layer_norm" }, ...head]), data);
  const plain = { loss: call("cross_entropy"), optimizer: call("sgd", { lr: 0.5 }) };
  const noBias: Stage = { kind: "dense", attributes: { units: 5, bias: false } };
  const next = experimentOf(networkOf([3], [noBias, { kind: "batch_norm" }, ...head]), plain);
  const { saved, added, dropped } = carryOver(run.experiment, run.save(), next);
  assert.deepEqual(added, [
    "`1:batch_norm`: a batch_norm layer with 10 parameters",
    "sgd, which remembers nothing yet",
  ]);
  assert.deepEqual(dropped, [
    "`0:dense.bias`",
    "`1:layer_norm`: a layer_norm layer with 10 parameters",
    "what adam remembered",
  ]);
  const after = await Run.open(next, data, interpret, saved);
  assert.equal(after.rate, 0.5);
  assert.deepEqual(after.weight("0:dense.weight"), run.weight("0:dense.weight"));
});
