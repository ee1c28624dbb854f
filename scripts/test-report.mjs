/** Turns the events of node:test into lines to read: one a file, every failure in full, and the count last. */
import path from "node:path";

/**
 * @typedef {{ passed: number, failed: number, skipped: number, durationMs: number }} Tally
 *
 * @typedef {object} Outcome What node:test says about one test, group or file that ended.
 * @property {string} name
 * @property {string} [file]
 * @property {number} nesting
 * @property {string | boolean} [skip]
 * @property {{ duration_ms: number, type?: string, error?: Failure }} details
 *
 * @typedef {Error & { failureType?: string, cause?: unknown }} Failure
 */

/**
 * Prints while the tests run. `sources` maps a bundled file to the file it was written as.
 * Returns whether everything passed and at least one test ran in every file.
 *
 * @param {AsyncIterable<{ type: string, data: any }>} events Typed by node one event at a time; Outcome says what is read.
 * @param {ReadonlyMap<string, string>} sources
 */
export async function report(events, sources) {
  const perFile = new Map([...sources.values()].map((file) => [file, emptyTally()]));
  /** @type {string[]} */
  const failures = [];
  let open = "";

  for await (const { type, data } of events) {
    if (type === "test:stdout" || type === "test:stderr") process.stdout.write(data.message);
    if (type !== "test:pass" && type !== "test:fail") continue;
    const file = sourceOf(data, sources) ?? open;
    if (file !== open) printFile(open, perFile.get(open));
    open = file;
    const failure = count(data, type === "test:pass", perFile.get(file) ?? emptyTally(), sources);
    if (failure === undefined) continue;
    const name = sources.has(data.name) ? "the file did not run to its end" : data.name;
    failures.push(`${file}: ${name}`);
    console.log(`✗ ${file}: ${name}\n${indent(failure)}`);
  }
  printFile(open, perFile.get(open));
  return conclude(perFile, failures);
}

/** @returns {Tally} */
const emptyTally = () => ({ passed: 0, failed: 0, skipped: 0, durationMs: 0 });

/**
 * The written file that an outcome belongs to; with source maps node may name either of the two.
 *
 * @param {Outcome} outcome
 * @param {ReadonlyMap<string, string>} sources
 */
function sourceOf({ file, name }, sources) {
  if (file === undefined) return sources.get(name);
  return sources.get(file) ?? [...sources.values()].find((source) => path.resolve(source) === file);
}

/**
 * Adds one outcome to its file's tally and returns why it failed, if it did.
 * A group or a file that only failed because of a test inside it is not counted again.
 *
 * @param {Outcome} outcome
 * @param {boolean} passed
 * @param {Tally} tally
 * @param {ReadonlyMap<string, string>} sources
 */
function count({ name, nesting, skip, details }, passed, tally, sources) {
  if (nesting === 0) tally.durationMs += details.duration_ms;
  if (
    passed ? details.type === "suite" || sources.has(name) : details.error?.failureType === "subtestsFailed"
  )
    return undefined;
  if (skip !== undefined) {
    tally.skipped++;
    console.log(`- skipped: ${name}${typeof skip === "string" ? ` (${skip})` : ""}`);
    return undefined;
  }
  if (passed) {
    tally.passed++;
    return undefined;
  }
  tally.failed++;
  return explain(details.error);
}

/** @param {Failure | undefined} failure */
function explain(failure) {
  const cause = failure?.cause ?? failure;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return text.replace(/\n\s+at .*\bnode:internal\b.*/g, "");
}

/**
 * @param {string} file
 * @param {Tally | undefined} tally
 */
function printFile(file, tally) {
  if (tally === undefined) return;
  const { passed, failed, skipped, durationMs } = tally;
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  const mark = failed > 0 ? "✗" : "✓";
  console.log(
    `${mark} ${file.padEnd(56)} ${parts.filter(Boolean).join(", ")}  ${(durationMs / 1000).toFixed(1)} s`,
  );
}

/**
 * @param {ReadonlyMap<string, Tally>} perFile
 * @param {string[]} failures
 */
function conclude(perFile, failures) {
  const total = emptyTally();
  for (const [file, tally] of perFile) {
    if (tally.passed + tally.failed + tally.skipped === 0) {
      tally.failed = 1;
      failures.push(`${file}: no test ran in it`);
    }
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
  if (failures.length > 0) console.log(`\nFailed:\n${indent(failures.join("\n"))}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0 && total.passed > 0;
}

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, "    ");
