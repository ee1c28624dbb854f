/**
 * `npm test`, on a fresh machine too: installs what is missing, then checks the code, runs the tests in Node, in a
 * browser and in a real VS Code. The last line counts them all: `N passed, N failed`.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureChromium, ensureModules, ensureVSCode } from "./ensure.mjs";
import { chromiumAdvice } from "./find-chromium.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/**
 * @typedef {object} Part
 * @property {string} title
 * @property {string[]} command What node runs; its last line says `N passed, N failed`.
 * @property {boolean} [browser] Whether it needs a browser.
 */

/** @type {Part[]} */
const parts = [
  { title: "Types, lint, dead code, generated files", command: ["scripts/check.mjs"] },
  { title: "Tests in Node", command: ["scripts/test.mjs"] },
  { title: "Tests in a browser", command: ["scripts/test.mjs", "--browser"], browser: true },
  { title: "Tests in a real VS Code", command: ["scripts/test.mjs", "--e2e"], browser: true },
];

const startedMs = performance.now();
await ensureModules();
const chromium = await ensureChromium();
if (chromium !== undefined) await ensureVSCode();

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];
for (const part of parts) {
  console.log(`\n── ${part.title}`);
  const counted = await run(part);
  total.passed += counted.passed;
  total.failed += counted.failed;
  total.skipped += counted.skipped;
  summary.push(`${counted.failed === 0 ? "✓" : "✗"} ${part.title}: ${inWords(counted)}`);
}

console.log(`\n${summary.join("\n")}\n${Math.round((performance.now() - startedMs) / 1000)} s in all`);
console.log(inWords(total));
process.exitCode = total.failed === 0 ? 0 : 1;

/**
 * A part that could not run, or that ended without saying what it looked at, has failed.
 *
 * @param {Part} part
 */
async function run({ command, browser }) {
  if (browser && chromium === undefined) {
    console.error(chromiumAdvice);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { code, text } = await output(command);
  const counts = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(text);
  if (counts === null) return { passed: 0, failed: 1, skipped: 0 };
  const [passed = 0, failed = 0, skipped = 0] = counts.slice(1).map((count) => Number(count ?? 0));
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1), skipped };
}

/**
 * Runs a script with its output shown as it comes, and returns that output.
 *
 * @param {string[]} command
 * @returns {Promise<{ code: number, text: string }>}
 */
function output(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      process.stdout.write(chunk);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, text }));
  });
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
