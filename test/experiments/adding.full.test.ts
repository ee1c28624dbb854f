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

test("lstm and gru add, and rnn is left with at least ten times the error", async (t) => {
  const [lstm, gru, rnn] = await Promise.all(
    ["lstm", "gru", "rnn"].map((kind) => lossesOf(`${kind}(32, return: last)`)),
  );
  for (const losses of [lstm!, gru!, rnn!]) t.diagnostic(losses.map((loss) => loss.toFixed(5)).join(" "));
  for (const losses of [lstm!, gru!]) {
    assert.ok(shareOf(losses, (loss) => loss < 0.01) >= 0.75);
    assert.ok(meanOf(rnn!) > 10 * meanOf(losses));
  }
  assert.ok(meanOf(rnn!) < 1 / 6, "better than to say 1 always");
});
