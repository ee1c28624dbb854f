/** Trains on 10,000 real MNIST digits: 8,000 to learn from, 2,000 to be tested on. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type FileReader, isProblem } from "../../data/define.ts";
import { makeDataset } from "../../data/index.ts";
import { Run } from "../../engine/train/run.ts";
import { makeExecutable } from "../../engine/wasm/make-executable.ts";
import { checkFile, parse } from "../../language/index.ts";

const folder = path.join(process.env.SOMA_SHARED ?? "../shared", "data");
const files: FileReader = (name) => readFileSync(path.join(folder, name));
const missing = !existsSync(path.join(folder, "mnist-t10k-images-idx3-ubyte.gz"));
const skip = missing ? "the MNIST files are not here; SOMA_SHARED names the folder that holds data/" : false;

const data =
  'data mnist = idx("mnist-t10k-images-idx3-ubyte.gz", "mnist-t10k-labels-idx1-ubyte.gz") { split: 0.8 }';

async function testAccuracy(network: string, training: string): Promise<number> {
  const text = `${data}\nnetwork Net {\n  input image: [1, 28, 28]\n  output image ${network}\n}\n${training}\n`;
  const checked = checkFile(parse(text), text, { files });
  const experiment = checked.experiments[0]?.experiment;
  assert.ok(experiment, checked.diagnostics.map(({ message }) => message).join("\n"));
  const dataset = makeDataset(experiment.data, experiment.training.seed, files);
  assert.ok(!isProblem(dataset));
  assert.deepEqual([dataset.trainRows, dataset.rows], [8000, 10_000]);
  const run = await Run.open(experiment, dataset, makeExecutable);
  const { diverged } = run.train(run.totalSteps);
  assert.equal(diverged, undefined);
  return run.evaluate().test?.accuracy ?? 0;
}

test("a multi-layer perceptron reaches 0.93", { skip }, async () => {
  const accuracy = await testAccuracy(
    "-> flatten -> dense(128, relu) -> dense(10)",
    "train Net on mnist { loss: cross_entropy; optimizer: adam(lr: 0.001); batch: 64; epochs: 12; seed: 1 }",
  );
  assert.ok(accuracy >= 0.93, `${accuracy}`);
});

test("a small convolutional network reaches 0.96", { skip }, async () => {
  const accuracy = await testAccuracy(
    "-> conv2d(8, kernel: 5, relu) -> max_pool2d(2) -> conv2d(16, kernel: 5, relu) -> max_pool2d(2) -> flatten -> dense(10)",
    "train Net on mnist { loss: cross_entropy; optimizer: adam(lr: 0.003); batch: 32; epochs: 4; seed: 1 }",
  );
  assert.ok(accuracy >= 0.96, `${accuracy}`);
});
