/** What initial values do to a signal on its way through many layers: its size (C08) and whether it dies (C10). */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call } from "../../catalog/attribute.ts";
import { assemble } from "../../engine/train/assemble.ts";
import { makeEvaluator } from "../../engine/train/evaluator.ts";
import { initialValues } from "../../engine/train/initialise.ts";
import { compiled } from "../engine/compiled.ts";
import { call, experimentOf, networkOf, type Stage } from "../engine/experiments.ts";
import { rowsToData } from "./data.ts";
import { meanOf } from "./seeds.ts";

const WIDTH = 256;
const DEPTH = 50;
const ROWS = 64;
const SEEDS = 20;

/** Standard normal numbers, from the initialiser that draws them. */
const normals = (name: string, shape: readonly number[], seed: number): Float32Array =>
  initialValues(
    { name, shape, role: "weight", init: call("normal", { std: 1 }), fanIn: 1, fanOut: 1, frozen: false },
    seed,
  );

/** The mean square of what enters each layer's activation, for each seed: [seed][layer]. */
async function meanSquares(init: Call, activation: string): Promise<readonly (readonly number[])[]> {
  const layer: readonly Stage[] = [
    { kind: "dense", attributes: { units: WIDTH, init, bias: false } },
    { kind: activation },
  ];
  const network = networkOf([WIDTH], Array.from({ length: DEPTH }, () => layer).flat());
  const drawn = normals("x", [ROWS * WIDTH], 1);
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    input: [...drawn.subarray(row * WIDTH, (row + 1) * WIDTH)],
    label: 0,
  }));
  const data = rowsToData(WIDTH, [WIDTH], rows);
  const assembly = assemble(experimentOf(network, { loss: call("cross_entropy") }), data);
  const evaluator = await makeEvaluator(assembly, compiled);
  const weights = new Map(network.weights.map((weight) => [weight.name, weight]));
  const sums = network.steps.filter(({ kind }) => kind === "dense").map(({ name }) => name);
  return Array.from({ length: SEEDS }, (_, seed) => {
    evaluator.load({ read: (name) => initialValues(weights.get(name)!, seed) });
    const squares: number[] = [];
    evaluator.visit(data.inputs, sums, ({ values }) => {
      for (const name of sums) squares.push(meanOf([...values.get(name)!].map((z) => z * z)));
    });
    return squares;
  });
}

const middleOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const factors = [
  { init: call("he_normal"), activation: "relu", accepted: [0.95, 1.03] },
  { init: call("xavier_normal"), activation: "relu", accepted: [0.48, 0.52] },
  { init: call("pytorch"), activation: "relu", accepted: [0.155, 0.175] },
  { init: call("lecun_normal"), activation: "identity", accepted: [0.97, 1.03] },
  { init: call("normal", { std: 0.01 }), activation: "relu", accepted: [0.0122, 0.0134] },
] as const;

for (const { init, activation, accepted } of factors) {
  test(`${init.name} through ${DEPTH} layers of ${activation}: the factor of a layer`, async (t) => {
    const squares = await meanSquares(init, activation);
    // Below this, single precision loses what is left of the signal.
    const ratios = squares.flatMap((layers) =>
      layers.slice(1).flatMap((after, place) => (layers[place]! > 1e-30 ? [after / layers[place]!] : [])),
    );
    const factor = middleOf(ratios);
    t.diagnostic(`${factor}`);
    assert.ok(factor >= accepted[0] && factor <= accepted[1], `${factor}`);
  });
}

test("lecun_normal with selu: the signal is as large in layer 50 as at the start", async (t) => {
  const last = (await meanSquares(call("lecun_normal"), "selu")).map((layers) => layers.at(-1)!);
  t.diagnostic(`${meanOf(last)}`);
  assert.ok(meanOf(last) >= 0.7 && meanOf(last) <= 1.3, `${meanOf(last)}`);
});

const NETWORKS = 20_000;

/** The layer, from 0 on, after which a signal of ones through N relu units a layer is 0 everywhere; `layers` if it is not. */
function deathLayer(units: number, layers: number, seed: number): number {
  let signal = new Array<number>(units).fill(1);
  for (let layer = 0; layer < layers; layer++) {
    const weights = normals(`${units}/${layer}`, [units, units], seed);
    signal = signal.map((_, unit) =>
      Math.max(
        0,
        signal.reduce((sum, value, from) => sum + value * weights[from * units + unit]!, 0),
      ),
    );
    if (signal.every((value) => value === 0)) return layer;
    // The length does not matter, and would leave single precision.
    const length = Math.hypot(...signal);
    signal = signal.map((value) => value / length);
  }
  return layers;
}

for (const units of [1, 2, 3, 4, 8]) {
  test(`networks of ${units} relu units a layer are born dead as often as 1 − (1 − 2⁻ᴺ)ᴸ says`, () => {
    const deaths = Array.from({ length: NETWORKS }, (_, seed) => deathLayer(units, 20, seed));
    for (const layers of [1, 2, 5, 10, 20]) {
      const share = deaths.filter((layer) => layer < layers).length / NETWORKS;
      const exact = 1 - (1 - 2 ** -units) ** layers;
      const z = (share - exact) / Math.sqrt((exact * (1 - exact)) / NETWORKS);
      assert.ok(Math.abs(z) < 4 || share === exact, `${layers} layers: ${share}, exactly ${exact}`);
    }
  });
}
