/**
 * Every editor feature says what is drawn under each text of its fixture file; `--update` draws anew. A `│` is the cursor,
 * the lines that start with `//` in the first column are what the feature says.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { readCases, writeCases } from "../check/fixtures.ts";
import { drawings } from "./draw.ts";
import { marked } from "./marked.ts";

for (const [feature, draw] of Object.entries(drawings)) {
  const path = `test/language/ide/${feature}.soma.txt`;
  const cases = readCases(readFileSync(path, "utf8")).map(({ name, source, drawn }) => {
    const said = draw(marked(source)).map((line) => `// ${line}`.trimEnd());
    const text = source.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
    return { name, drawn, actual: [...text, ...said].join("\n") };
  });
  test(feature, async (context) => {
    assert.ok(cases.length > 0, `${path} holds cases`);
    if (process.env.SOMA_UPDATE === "1") {
      writeFileSync(path, writeCases(cases.map(({ name, actual }) => ({ name, drawn: actual }))));
      return;
    }
    for (const { name, drawn, actual } of cases) await context.test(name, () => assert.equal(actual, drawn));
  });
}
