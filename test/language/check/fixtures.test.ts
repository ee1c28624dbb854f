/** Every fixture of the checker says what is drawn in it, and every repair it offers has been tried. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { applyEdits } from "../../../language/check/fixes.ts";
import { fixesFor } from "../../../language/index.ts";
import { check, draw, files, readCases, writeCases } from "./fixtures.ts";

const folder = "test/language/check";
const names = readdirSync(folder).filter((name) => name.endsWith(".soma.txt"));

test("there are fixtures to look at", () => {
  const count = names.reduce(
    (sum, name) => sum + readCases(readFileSync(`${folder}/${name}`, "utf8")).length,
    0,
  );
  console.log(`looked at ${count} fixtures in ${names.length} files`);
  assert.ok(count >= 60, `${count} fixtures`);
});

for (const name of names) {
  test(name, async (context) => {
    const path = `${folder}/${name}`;
    const cases = readCases(readFileSync(path, "utf8"));
    if (process.env.SOMA_UPDATE === "1") {
      writeFileSync(
        path,
        writeCases(cases.map((each) => ({ name: each.name, drawn: draw(each.source, each.others) }))),
      );
      return;
    }
    for (const { name: title, source, others, drawn } of cases) {
      await context.test(title, () => assert.equal(draw(source, others), drawn));
    }
  });
}

test("a repair that is offered removes its diagnostic and adds no error", () => {
  let tried = 0;
  for (const name of names) {
    for (const { source, others, name: title } of readCases(readFileSync(`${folder}/${name}`, "utf8"))) {
      const before = check(source, undefined, others);
      for (const diagnostic of before.diagnostics) {
        for (const fix of fixesFor(before, diagnostic, files)) {
          const after = check(applyEdits(source, fix.edits).text, undefined, others);
          const errors = (all: typeof before) =>
            all.diagnostics.filter(({ severity }) => severity === "error").length;
          const same = (all: typeof before) =>
            all.diagnostics.filter(({ code }) => code === diagnostic.code).length;
          assert.ok(errors(after) <= errors(before), `${title}: ${fix.title} adds an error`);
          assert.ok(same(after) < same(before), `${title}: ${fix.title} does not remove ${diagnostic.code}`);
          tried += 1;
        }
      }
    }
  }
  console.log(`tried ${tried} repairs`);
  assert.ok(tried >= 20, `${tried} repairs`);
});
