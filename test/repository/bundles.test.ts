/** What ships: how big it is, that it runs under a strict policy, and that it names no machine. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { bundlePath } from "../bundles.ts";

/**
 * Bundle → how many KiB it may have, minified and before compression.
 * Of the server's, 190 are the protocol library, which is CommonJS and comes whole. The worker holds every layer kind with
 * its documentation, and the probes that findings and tests ask.
 */
const budgetsKiB = {
  "server.cjs": 660,
  "panel.js": 300,
  "panel.css": 50,
  "extension.cjs": 500,
  "worker.js": 320,
  "cli.cjs": 550,
};

for (const [name, budgetKiB] of Object.entries(budgetsKiB)) {
  test(`${name} fits into ${budgetKiB} KiB`, () => {
    const sizeKiB = statSync(bundlePath(name)).size / 1024;
    assert(sizeKiB <= budgetKiB, `${name} has ${sizeKiB.toFixed(1)} KiB`);
    assert(sizeKiB > 1, `${name} has something in it`);
  });

  test(`${name} makes no code from text`, () => {
    const code = readFileSync(bundlePath(name), "utf8");
    assert.doesNotMatch(code, /\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*["'`]/);
  });

  test(`${name} names no place of the machine it was built on`, () => {
    const code = readFileSync(bundlePath(name), "utf8");
    assert(!code.includes(process.cwd()), "the path of the repository is in it");
  });
}
