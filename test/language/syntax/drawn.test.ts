/** Every case of `cases/` parses to what is drawn in it; `--update` draws anew. Cases are parted by lines of `====`. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { drawn, sourceOf } from "./drawn.ts";

const folder = "test/language/syntax/cases";

for (const name of readdirSync(folder)) {
  const path = `${folder}/${name}`;
  const drawings = readFileSync(path, "utf8").trimEnd().split("\n====\n");
  test(`${name}: ${drawings.length} drawings`, () => {
    const actual = drawings.map((drawing) => drawn(sourceOf(drawing)));
    if (process.env.SOMA_UPDATE) writeFileSync(path, `${actual.join("\n====\n")}\n`);
    else for (const [index, drawing] of drawings.entries()) assert.equal(actual[index], drawing);
  });
}
