/** What ships: how big it is, that it runs under a strict policy, and that it names no machine. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";

const out = path.join("out", `release-${process.pid}`);

/** Bundle → how many KiB it may have, minified and before compression. */
const budgetsKiB = {
  "server.cjs": 350,
  "panel.js": 300,
  "extension.cjs": 300,
  "worker.js": 300,
  "cli.cjs": 500,
};

execFileSync(process.execPath, ["scripts/build.mjs", "--release", "--out", out], { stdio: "inherit" });
after(() => rmSync(out, { recursive: true, force: true }));

for (const [name, budgetKiB] of Object.entries(budgetsKiB)) {
  test(`${name} fits into ${budgetKiB} KiB`, () => {
    const sizeKiB = statSync(path.join(out, name)).size / 1024;
    assert(sizeKiB <= budgetKiB, `${name} has ${sizeKiB.toFixed(1)} KiB`);
    assert(sizeKiB > 1, `${name} has something in it`);
  });

  test(`${name} makes no code from text`, () => {
    const code = readFileSync(path.join(out, name), "utf8");
    assert.doesNotMatch(code, /\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*["'`]/);
  });

  test(`${name} names no place of the machine it was built on`, () => {
    const code = readFileSync(path.join(out, name), "utf8");
    assert(!code.includes(process.cwd()), "the path of the repository is in it");
  });
}
