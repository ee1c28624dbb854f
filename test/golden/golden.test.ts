/** The golden cases for what exists, interpreted and compiled; and that the check can fail. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { interpret } from "../../engine/graph/interpret.ts";
import { compiled } from "../engine/compiled.ts";
import { type GoldenCase, readCases } from "./case.ts";
import { checkCases } from "./check.ts";

const folder = path.join(process.env.SOMA_SHARED ?? "../shared", "golden");
const skip = existsSync(folder)
  ? false
  : `there is no ${folder}; SOMA_SHARED names the folder that holds golden/`;

for (const [engine, make] of Object.entries({ interpreted: interpret, compiled })) {
  test(`golden cases are met, ${engine}`, { skip }, async () => {
    const { passed, failed } = await checkCases(readCases(folder), make);
    assert.deepEqual(failed, []);
    assert.ok(passed.length >= 139, `${passed.length} cases were run`);
  });
}

/** y = x · Wᵀ, worked out by hand. */
const byHand: GoldenCase = {
  id: "dense by hand",
  kind: "layer",
  op: "dense",
  config: { in: 2, out: 1, bias: false },
  inputs: { x: { shape: [2, 2], data: [1, 2, 3, 4] } },
  params: { weight: { shape: [1, 2], data: [0.5, -1] } },
  outputs: { y: { shape: [2, 1], data: [-1.5, -2.5] } },
  upstream: { y: { shape: [2, 1], data: [1, 2] } },
  grads: { weight: { shape: [1, 2], data: [7, 10] } },
};

test("a case worked out by hand passes", async () => {
  assert.deepEqual((await checkCases([byHand], interpret)).passed, ["dense by hand"]);
});

test("a wrong output and a wrong gradient fail", async () => {
  const wrongOutput = { ...byHand, outputs: { y: { shape: [2, 1], data: [-1.5, -2.4999] } } };
  const wrongGradient = { ...byHand, grads: { weight: { shape: [1, 2], data: [7.001, 10] } } };
  const { failed } = await checkCases([wrongOutput, wrongGradient], interpret);
  assert.match(failed[0]!.problems.join(), /^y\[1\] is -2.5, expected -2.4999/);
  assert.match(failed[1]!.problems.join(), /^weight\[0\] is 7, expected 7.001/);
});

test("a case that cannot be run at all is a failure, not the end", async () => {
  const torn = { ...byHand, params: { weight: { shape: [1, 3], data: [1, 2, 3] } } };
  const { failed, passed } = await checkCases([torn, byHand], interpret);
  assert.match(failed[0]!.problems.join(), /inner sizes/);
  assert.deepEqual(passed, ["dense by hand"]);
});

test("an op and a setting without a counterpart are named", async () => {
  const { unknown } = await checkCases(
    [
      { ...byHand, op: "hyperdense" },
      { ...byHand, config: { ...byHand.config, twist: 3 } },
    ],
    interpret,
  );
  assert.deepEqual(
    unknown.map(({ what }) => what),
    ["hyperdense", "dense(twist: 3)"],
  );
});
