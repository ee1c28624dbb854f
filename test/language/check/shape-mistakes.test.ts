/** The corpus of shape mistakes: silent rows are silent; the others are said with where the sizes come from, most with a repair. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fixesFor } from "../../../language/index.ts";
import { check, files, readCases } from "./fixtures.ts";

/** An attribute that is wrong by itself has one place; there is no other size to show. */
const onePlace = new Set(["C9", "C13", "L7", "E2", "R2", "R3", "D5"]);

test("each row is silent, or says where its sizes come from; seven of ten have a repair that was tried", () => {
  const rows = readCases(readFileSync("test/language/check/shape-mistakes.soma.txt", "utf8"));
  let mistakes = 0;
  const without: string[] = [];
  for (const { name, source } of rows) {
    const [row = "", severity] = name.split(" ");
    const checked = check(source);
    if (severity === "OK") {
      assert.deepEqual(checked.diagnostics, [], name);
      continue;
    }
    const said = checked.diagnostics.filter(
      (each) => each.severity === "error" || each.severity === "warning",
    );
    assert.ok(said.length > 0, `${name} is said`);
    const wanted = severity === "E" ? "error" : "warning";
    assert.ok(severity === "W" || said.every((each) => each.severity === wanted), name);
    mistakes += 1;
    for (const { related } of said)
      assert.ok(related.length >= 2 || onePlace.has(row), `${name}: ${related.length} related places`);
    const isMended = said.some((diagnostic) => fixesFor(checked, diagnostic, files).length > 0);
    if (!isMended) without.push(name);
  }
  console.log(`${mistakes - without.length} of ${mistakes} rows have a repair; not: ${without.join(" | ")}`);
  assert.ok(rows.length >= 60 && without.length <= 0.3 * mistakes);
});
