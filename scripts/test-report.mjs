/** Turns the events of node:test into lines to read: one a file, every failure in full, and the count last. */
import path from "node:path";

/**
 * Prints while the tests run. `sources` maps a bundled file to the file it was written as.
 * Returns whether everything passed and at least one test ran in every file.
 */
export async function report(events, sources) {
  const perFile = new Map([...sources.values()].map((file) => [file, emptyCount()]));
  const failures = [];
  let open;

  for await (const { type, data } of events) {
    if (type === "test:stdout" || type === "test:stderr") process.stdout.write(data.message);
    if (type !== "test:pass" && type !== "test:fail") continue;
    const file = sourceOf(data, sources) ?? open;
    if (file !== open) {
      if (open !== undefined) printFile(open, perFile.get(open));
      open = file;
    }
    count(data, type, perFile.get(file), sources, (reason) => {
      const name = sources.has(data.name) ? "the file did not run to its end" : data.name;
      failures.push(`${file}: ${name}`);
      console.log(`✗ ${file}: ${name}\n${indent(reason)}`);
    });
  }
  if (open !== undefined) printFile(open, perFile.get(open));
  return conclude(perFile, failures);
}

const emptyCount = () => ({ passed: 0, failed: 0, skipped: 0, durationMs: 0 });

/** The written file that an event belongs to; with source maps node may name either of the two. */
function sourceOf(data, sources) {
  if (data.file === undefined) return sources.get(data.name);
  return sources.get(data.file) ?? [...sources.values()].find((file) => path.resolve(file) === data.file);
}

/** Adds one event to the file's count. A group is not a test unless it failed by itself. */
function count(data, type, tally, sources, fail) {
  const isFile = sources.has(data.name);
  if (isFile && type === "test:pass") return;
  const failure = data.details.error;
  if (data.nesting === 0) tally.durationMs += data.details.duration_ms;
  if (type === "test:fail" && failure?.failureType === "subtestsFailed") return;
  if (type === "test:pass" && data.details.type === "suite") return;
  if (data.skip !== undefined) {
    tally.skipped++;
    console.log(`- skipped: ${data.name}${typeof data.skip === "string" ? ` (${data.skip})` : ""}`);
  } else if (type === "test:pass") {
    tally.passed++;
  } else {
    tally.failed++;
    fail(describe(failure));
  }
}

function describe(failure) {
  const cause = failure?.cause ?? failure;
  if (!(cause instanceof Error) && typeof cause !== "object") return String(cause);
  const text = cause.stack ?? cause.message ?? String(cause);
  return text.replace(/\n\s+at .*\bnode:internal\b.*/g, "");
}

function printFile(file, { passed, failed, skipped, durationMs }) {
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  const mark = failed > 0 ? "✗" : "✓";
  console.log(
    `${mark} ${file.padEnd(56)} ${parts.filter(Boolean).join(", ")}  ${(durationMs / 1000).toFixed(1)} s`,
  );
}

function conclude(perFile, failures) {
  const total = emptyCount();
  for (const [file, tally] of perFile) {
    if (tally.passed + tally.failed + tally.skipped === 0) {
      tally.failed = 1;
      failures.push(`${file}: no test ran in it`);
    }
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join("\n")}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0 && total.passed > 0;
}

const indent = (text) => text.replace(/^/gm, "    ");
