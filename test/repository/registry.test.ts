/** A layer is one file, and a file that the list forgets would ship to nobody. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { read } from "./tree.ts";

test("every file in layers/ that declares a layer is in the list", () => {
  const list = read("layers/index.ts");
  const declaring = readdirSync("layers")
    .filter((name) => name.endsWith(".ts") && name !== "index.ts")
    .filter((name) => /\bexport const \w+ = defineLayer\(/.test(read(`layers/${name}`)));
  assert(declaring.length > 5, "layers were found");
  const forgotten = declaring.filter((name) => !list.includes(`"./${name}"`));
  assert.deepEqual(forgotten, []);
});
