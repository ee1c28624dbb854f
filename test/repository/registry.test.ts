/** A layer is one file, and a file that no list names would ship to nobody. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { files, read } from "./tree.ts";

const registries = ["layers", "training", "data"];

/** How a file declares: it exports a constant that a `define…` function makes. */
const declaration = /^export const \w+(: \w+)? = define[A-Z]\w*\(/m;

for (const registry of registries) {
  test(`every declaration in ${registry}/ is in a list`, () => {
    const all = files(registry).filter((file) => file.endsWith(".ts"));
    const lists = all.filter((file) => path.basename(file) === "index.ts");
    const declaring = all.filter((file) => !lists.includes(file) && declaration.test(read(file)));
    assert(declaring.length >= 3, `${declaring.length} declarations were found in ${registry}/`);
    const forgotten = declaring.filter((file) => !lists.some((list) => names(list, file)));
    assert.deepEqual(forgotten, []);
  });
}

function names(list: string, file: string): boolean {
  const relative = path.posix.relative(path.dirname(list), file);
  return read(list).includes(`"./${relative}"`);
}
