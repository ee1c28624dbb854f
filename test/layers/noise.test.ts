/** Noise that layers add: its distribution, its determinism, and that compiled code draws the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace } from "../../engine/graph/trace.ts";
import { valueOps } from "../../engine/ops/interpret.ts";
import { normalQuantile } from "../../engine/train/normal-quantile.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { normalDeviates } from "../../layers/normal-deviates.ts";
import { compiled } from "../engine/compiled.ts";
import { randomTensor } from "../engine/seeded.ts";
import { readExample } from "./example-source.ts";

const count = 40_000;

test("deviates are the quantiles of the uniform numbers they are made of", () => {
  const ops = valueOps({ seed: 5, step: 2 });
  const uniform = ops.uniform([count], 3).data;
  const deviates = normalDeviates(ops, [count], 3).data;
  let worst = 0;
  deviates.forEach((z, index) => {
    worst = Math.max(worst, Math.abs(z - normalQuantile((uniform[index] ?? 0) + 2 ** -25)));
  });
  console.log(`${count} deviates, the worst ${worst} from the quantile`);
  assert(worst < 5e-6, `${worst}`);
});

test("noise has the standard deviation asked for, is drawn anew at each step, and only while training", () => {
  const { kind, attributes } = readExample("gaussian_noise(0.5)");
  const input = randomTensor(1, [200, 200], 1, 1);
  const run = (training: boolean, step: number) =>
    forwardLayer(valueOps({ seed: 1, step }), kind, {
      inputs: [input],
      weights: {},
      attributes,
      training,
      stream: 7,
    }).output.data;
  assert.deepEqual(run(false, 0), input.data);
  const noise = run(true, 0).map((x) => x - 1);
  const mean = noise.reduce((sum, x) => sum + x, 0) / noise.length;
  const deviation = Math.sqrt(noise.reduce((sum, x) => sum + (x - mean) ** 2, 0) / noise.length);
  assert(Math.abs(mean) < 0.01 && Math.abs(deviation - 0.5) < 0.01, `mean ${mean}, deviation ${deviation}`);
  assert.deepEqual(run(true, 0), run(true, 0));
  assert.notDeepEqual(run(true, 0), run(true, 1));
});

test("compiled code draws the same deviates, but for single precision", async () => {
  const tracer = startTrace();
  const y = normalDeviates(tracer.ops, [count], 3);
  const executable = await compiled({ procedures: [makeProcedure("draw", tracer, { outputs: { y } })] });
  executable.call("draw");
  const wanted = normalDeviates(valueOps({ seed: 0, step: 0 }), [count], 3).data;
  let worst = 0;
  executable.read("draw:y").forEach((z, index) => {
    worst = Math.max(worst, Math.abs(z - (wanted[index] ?? 0)));
  });
  assert(worst < 2e-5, `${worst}`);
});
