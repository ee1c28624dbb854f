/** Initial values: the normal distribution's inverse, and that nothing but seed and name decides. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { valueOps } from "../../../engine/ops/interpret.ts";
import { fill } from "../../../engine/ops/tensor.ts";
import { initialValues } from "../../../engine/train/initialise.ts";
import { normalQuantile } from "../../../engine/train/normal-quantile.ts";
import type { NetworkWeight } from "../../../network/network.ts";
import { call } from "../experiments.ts";

/** P(Z < z) = ½ (1 + erf(z / √2)) */
function normalProbability(z: number): number {
  const ops = valueOps({ seed: 0, step: 0 });
  return 0.5 * (1 + ops.erf(fill([], () => z / Math.SQRT2)).data[0]!);
}

test("the quantile undoes the distribution", () => {
  for (const p of [
    2 ** -25,
    1e-6,
    0.001,
    0.0749,
    0.0751,
    0.3,
    0.5,
    0.7,
    0.9249,
    0.9251,
    0.999,
    1 - 2 ** -25,
  ]) {
    const back = normalProbability(normalQuantile(p));
    assert.ok(Math.abs(back - p) < 1e-14, `${p} comes back as ${back}`);
  }
  assert.equal(normalQuantile(0.5), 0);
  // Abramowitz and Stegun, table 26.5.
  assert.ok(Math.abs(normalQuantile(0.975) - 1.959963984540054) < 1e-14);
});

const weight = (name: string, init: string): NetworkWeight<number> => ({
  name,
  shape: [40, 50],
  role: "weight",
  init: call(init),
  fanIn: 40,
  fanOut: 50,
  frozen: false,
});

test("the same seed and name give the same bits, others do not", () => {
  const values = (name: string, seed: number) => [...initialValues(weight(name, "he_normal"), seed)];
  assert.deepEqual(values("a.weight", 1), values("a.weight", 1));
  assert.notDeepEqual(values("a.weight", 1), values("b.weight", 1));
  assert.notDeepEqual(values("a.weight", 1), values("a.weight", 2));
});

test("a few values are pinned, so that a change of the recipe does not go unnoticed", () => {
  assert.deepEqual([...initialValues(weight("h1.weight", "xavier_uniform"), 1).slice(0, 3)], PINNED.uniform);
  assert.deepEqual([...initialValues(weight("h1.weight", "he_normal"), 1).slice(0, 3)], PINNED.normal);
});

const PINNED = {
  uniform: [-0.07892803102731705, 0.0804838240146637, 0.24134494364261627],
  normal: [-0.08787940442562103, 0.08970662951469421, 0.4121900498867035],
};
