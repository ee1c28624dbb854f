/** The same experiment and seed give the same bits in Node and in Chromium: every loss and every weight. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import type { Experiment } from "../../network/experiment.ts";
import { chromiumAdvice, findChromium } from "../../scripts/find-chromium.mjs";
import { openBrowser } from "../browser.ts";
import { bundlePath } from "../bundles.ts";
import { trainInNode, trainInPage } from "../panel/drive-engine.ts";
import { digits, digitsCnn, spiral, withTraining } from "../panel/experiments.ts";

const worker = () => readFileSync(bundlePath("worker.js"), "utf8");
const files = { "digits.csv": [...readFileSync("examples/data/digits.csv")] };

const rows: readonly (readonly [name: string, experiment: Experiment])[] = [
  ["2-8-8-1 tanh on the spiral, Adam", withTraining(spiral, { epochs: 40 })],
  ["64-32-10 relu on the digits, ragged last batch", withTraining(digits, { epochs: 2 })],
  ["a convolutional network on the digits", withTraining(digitsCnn, { epochs: 1 })],
];

test("Node and Chromium train to the same bits", {
  skip: findChromium() ? false : chromiumAdvice,
}, async (t) => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    for (const [name, experiment] of rows) await t.test(name, () => compare(page, experiment));
    assert.equal(rows.length, 3, "experiments were compared");
  } finally {
    await browser.close();
  }
});

async function compare(page: Page, experiment: Experiment): Promise<void> {
  const plan = { experiment, files };
  const inNode = await trainInNode(worker(), plan);
  const inPage = await trainInPage(page, worker(), plan);
  assert.equal(inNode.state, "finished");
  assert(inNode.losses.length > 40, "losses were compared");
  assert.notEqual(inNode.losses[0], inNode.losses.at(-1), "it trained");
  assert.deepEqual(inPage, inNode);
}

test("another seed gives other bits", async () => {
  const short = withTraining(spiral, { epochs: 1 });
  const one = await trainInNode(worker(), { experiment: short });
  const other = await trainInNode(worker(), { experiment: withTraining(short, { seed: 2 }) });
  assert.notDeepEqual(one.losses, other.losses);
});
