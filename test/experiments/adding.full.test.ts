/** C14: the sum of two marked numbers, twenty steps long (Hochreiter & Schmidhuber 1997): gates keep what a plain recurrent layer loses. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isProblem } from "../../data/define.ts";
import { makeDataset } from "../../data/index.ts";
import { checkFile, parse } from "../../language/index.ts";
import { meanOf, overSeeds, shareOf } from "./seeds.ts";

/** 1500 steps on sequences that come up once, and 4000 to test on. */
const TRAINED = 48_000;
const ALL = TRAINED + 4000;

async function lossesOf(layer: string): Promise<readonly number[]> {
  const text = `
data sequences = adding(length: 20, sequences: ${ALL}) {
  split: ${TRAINED / ALL}
}
network Adder {
  input steps: [20, 2]
  output steps -> ${layer} -> dense(1)
}
train Adder on sequences {
  loss: mse
  optimizer: adam(lr: 0.005)
  clip: norm(1)
  batch: 32
  epochs: 1
}`;
  const { experiments, diagnostics } = checkFile(parse(text), text, { files: () => undefined });
  const experiment = experiments[0]?.experiment;
  assert.ok(experiment !== undefined, diagnostics.map(({ message }) => message).join("\n"));
  const data = makeDataset(experiment.data, 1, () => undefined);
  assert.ok(!isProblem(data) && data.trainRows === TRAINED);
  return overSeeds(experiment, data, 4, (run) => run.evaluate().test!.loss);
}

for (const layer of ["lstm(32, return: last)", "gru(32, return: last)"]) {
  test(`${layer} adds`, async (t) => {
    const losses = await lossesOf(layer);
    t.diagnostic(losses.map((loss) => loss.toFixed(5)).join(" "));
    assert.ok(shareOf(losses, (loss) => loss < 0.01) >= 0.75);
  });
}

test("rnn(32, return: last) hardly does better than to say 1 always", async (t) => {
  const losses = await lossesOf("rnn(32, return: last)");
  t.diagnostic(losses.map((loss) => loss.toFixed(4)).join(" "));
  assert.ok(meanOf(losses) > 0.02 && meanOf(losses) < 0.17);
});
