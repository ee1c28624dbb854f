/** C22: the inputs that units like most, against what can be worked out, and on a digits network. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawKey, randomUniform } from "../../engine/ops/random.ts";
import { favouriteInputs, type Within } from "../../engine/probe/favourite-input.ts";
import { openInputGradient } from "../../engine/probe/input-gradient.ts";
import { Run } from "../../engine/train/run.ts";
import { compiled } from "../engine/compiled.ts";
import { call, experimentOf, networkOf, randomRows, type Stage } from "../engine/experiments.ts";
import { digits, without } from "./data.ts";
import { digitsExperiment } from "./networks.ts";
import { meanOf } from "./seeds.ts";

const SIZE = 16;
const UNITS = Array.from({ length: 20 }, (_, unit) => unit);
const box: Within = { kind: "box", lowest: 0, highest: 1 };

test("a linear neuron likes its own weights most", async () => {
  const units = UNITS.length;
  const network = networkOf(
    [SIZE],
    [{ kind: "dense", attributes: { units, bias: call("normal", { std: 1 }) } }],
  );
  const data = randomRows(5, [SIZE], { values: [units] }, 4);
  const run = await Run.open(experimentOf(network, { loss: call("mse") }), data, compiled);
  const gradient = await openInputGradient(run, "0:dense", units, compiled);
  const [weights, biases] = [run.weight("0:dense.weight"), run.weight("0:dense.bias")];
  const columnOf = (unit: number) => Array.from({ length: SIZE }, (_, row) => weights[row * units + unit]!);

  const key = drawKey(9, 0, 0);
  const start = Float32Array.from({ length: units * SIZE }, (_, index) => randomUniform(key, index) - 0.5);
  const ascent = { units: UNITS, start, steps: 400, stride: 0.1 };
  const onBall = favouriteInputs(run, gradient, { ...ascent, within: { kind: "ball", radius: 1 } });
  const inBox = favouriteInputs(run, gradient, { ...ascent, start: 0.5, within: box });
  for (const unit of UNITS) {
    const column = columnOf(unit);
    const liked = onBall.inputs.subarray(unit * SIZE, (unit + 1) * SIZE);
    const product = column.reduce((sum, weight, index) => sum + weight * liked[index]!, 0);
    const cosine = product / (Math.hypot(...column) * Math.hypot(...liked));
    assert.ok(cosine >= 0.9999999, `unit ${unit}: cosine ${cosine}`);
    const most = column.reduce((sum, weight) => sum + Math.max(0, weight), biases[unit]!);
    assert.ok(
      Math.abs(inBox.values[unit]! - most) < 1e-5,
      `unit ${unit}: ${inBox.values[unit]} is not ${most}`,
    );
  }
});

test("units of a digits network like what they are shown to like", {
  skip: without("digits.csv.gz"),
}, async () => {
  const data = digits([64]);
  // What enters the activation: a unit that is silent has no slope to climb.
  const [hidden, output] = ["0:dense", "2:dense"];
  const units = Array.from({ length: 32 }, (_, unit) => unit);
  const classes = Array.from({ length: 10 }, (_, unit) => unit);
  const stages: readonly Stage[] = [
    { kind: "dense", attributes: { units: 32, init: call("he_uniform") } },
    { kind: "relu" },
    { kind: "dense", attributes: { units: 10 } },
  ];
  let right = 0;
  for (const seed of [1, 2, 3]) {
    const run = await Run.open(digitsExperiment([64], stages, 30, 0.005, { seed }), data, compiled);
    run.train(run.totalSteps);
    const gradient = await openInputGradient(run, hidden, units.length, compiled);
    const ascent = { start: 0.5, steps: 200, stride: 0.1, within: box };
    const { values } = favouriteInputs(run, gradient, { ...ascent, units });
    const best = new Float32Array(units.length);
    run.evaluator.visit(data.inputs, [hidden], (batch) => {
      batch.values.get(hidden)!.forEach((value, index) => {
        best[index % 32] = Math.max(best[index % 32]!, value);
      });
    });
    const [weights, biases] = [run.weight("0:dense.weight"), run.weight("0:dense.bias")];
    for (const unit of units) {
      assert.ok(
        values[unit]! >= best[unit]!,
        `unit ${unit}: ${values[unit]}, an example gives ${best[unit]}`,
      );
      let most = biases[unit]!;
      for (let pixel = 0; pixel < 64; pixel++) most += Math.max(0, weights[pixel * 32 + unit]!);
      assert.ok(
        Math.abs(values[unit]! - most) <= 0.03 * most,
        `unit ${unit}: ${values[unit]} is not ${most}`,
      );
    }
    assert.ok(meanOf([...values]) > 1.5 * meanOf([...best]));
    const towards = await openInputGradient(run, output, 10, compiled);
    const liked = favouriteInputs(run, towards, { ...ascent, units: classes });
    const answers = run.evaluator.predict(liked.inputs);
    right += classes.filter((unit) => {
      const row = answers.subarray(unit * 10, (unit + 1) * 10);
      return row.indexOf(Math.max(...row)) === unit;
    }).length;
  }
  assert.ok(right >= 28, `${right} of 30`);
});
