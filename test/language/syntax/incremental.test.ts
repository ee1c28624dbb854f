/** After an edit, the tree is the one that a fresh parse gives, and what the edit did not reach is the same object. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, reparse } from "../../../language/syntax/parser.ts";
import { sources } from "./sources.ts";
import { generator } from "./variants.ts";

const pieces = [
  ..."()[]{};,:=\"' \n$→é-x3.@%\u00a0\u202e\r",
  ...[
    "->",
    "**",
    "\r\n",
    "//",
    "///",
    "/// d\n",
    "e5",
    "div",
    "network X {",
    "block",
    "data",
    "dense(",
    "input a: [1]",
  ],
  ...["\n}\n", "train A on b {", "const k = 1\n", ""],
];

test("5,000 random edits: incremental equals fresh, problems included", (context) => {
  let edits = 0;
  let kept = 0;
  let declarations = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const random = generator(seed);
    let text = sources[random(sources.length)] as string;
    let file = parse(text);
    for (let step = 0; step < 50; step++, edits++) {
      const start = random(text.length + 1);
      const end = Math.min(text.length, start + (random(4) === 0 ? random(60) : random(4)));
      const piece = pieces[random(pieces.length)] as string;
      text = text.slice(0, start) + piece + text.slice(end);
      const before = new Set(file.declarations.map(({ declaration }) => declaration));
      file = reparse(file, text, { start, end, inserted: piece.length });
      assert.deepEqual(file, parse(text), `seed ${seed}, step ${step}`);
      declarations += file.declarations.length;
      kept += file.declarations.filter(({ declaration }) => before.has(declaration)).length;
    }
  }
  context.diagnostic(`${edits} edits; ${kept} of ${declarations} declarations were kept`);
  assert.ok(kept > 0);
});

test("an edit inside one declaration keeps all others", () => {
  const text = sources[2] as string;
  const before = parse(text);
  const start = text.indexOf("dense(120");
  const after = reparse(before, `${text.slice(0, start)}x${text.slice(start)}`, {
    start,
    end: start,
    inserted: 1,
  });
  assert.equal(after.declarations.length, before.declarations.length);
  const changed = after.declarations.filter(
    ({ declaration }, index) => declaration !== before.declarations[index]?.declaration,
  );
  assert.equal(changed.length, 1);
  assert.equal(changed[0]?.declaration.kind, "network");
});
