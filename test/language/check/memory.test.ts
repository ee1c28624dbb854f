/** What a check remembers does not hold the check before it: a day of typing needs no more memory than an hour. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type CheckedFile, checkFile, importsOf, parse, reparse } from "../../../language/index.ts";
import { files } from "./fixtures.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("an older check can be forgotten while a newer one is kept", async () => {
  const start =
    'import Mlp from "std/mlp"\nnetwork A {\n  input x: [2]\n  output x -> Mlp(4, 1)\n}\nnetwork B {\n  input x: [3]\n  output x -> dense(1)\n}';
  const check = (text: string, previous?: CheckedFile): CheckedFile => {
    const edit = { start: text.length, end: text.length - 1, inserted: 1 };
    const source =
      previous === undefined ? parse(text) : reparse(previous.source, text, { ...edit, start: edit.end });
    const imports = importsOf(source, { file: "main.soma", open: () => undefined, previous });
    return checkFile(source, text, {
      files,
      file: "main.soma",
      imports,
      ...(previous === undefined ? {} : { previous }),
    });
  };
  let checked = check(start);
  const older: WeakRef<CheckedFile>[] = [];
  for (let round = 0; round < 20; round += 1) {
    older.push(new WeakRef(checked));
    checked = check(`${checked.text} `, checked);
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
  collectGarbage();
  const kept = older.filter((each) => each.deref() !== undefined).length;
  assert.ok(kept <= 2, `${kept} of ${older.length} older checks are still held`);
  assert.deepEqual(checked.diagnostics, []);
});
