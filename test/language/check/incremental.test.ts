/** A check that reuses the last one says exactly what a fresh check says, whatever was edited. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type CheckedFile, checkFile, parse, reparse } from "../../../language/index.ts";
import { files, readCases } from "./fixtures.ts";
import { seeded } from "./seeded.ts";

const folder = "test/language/check";

/** Everything but what is remembered, as plain data; trees are compared by the parser's own tests. */
const plain = ({ memory: _, source: __, ...rest }: CheckedFile): unknown => rest;

const snippets = [
  " ",
  "\n",
  "(",
  ")",
  "{",
  "}",
  "->",
  ": ",
  ", ",
  "x",
  "y",
  "h",
  "3",
  "dense(4)",
  "relu",
  "flatten",
  "const a = 3\n",
  "n",
  "A",
  "B",
  "Residual",
  "network Z {\n  input x: [2]\n  output x -> dense(1)\n}\n",
  "64",
  "[",
  "]",
  "+",
  "loss: mse\n",
];

test("incremental equals fresh after seeded random edits", () => {
  const random = seeded(20);
  let edits = 0;
  let reused = 0;
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".soma.txt"))) {
    for (const { source } of readCases(readFileSync(`${folder}/${name}`, "utf8"))) {
      let text = source;
      let checked = checkFile(parse(text), text, { files });
      for (let round = 0; round < 12; round += 1) {
        const start = random(text.length + 1);
        const end = random(4) === 0 ? Math.min(text.length, start + random(12)) : start;
        const inserted = random(3) === 0 ? "" : (snippets[random(snippets.length)] as string);
        const next = text.slice(0, start) + inserted + text.slice(end);
        const tree = reparse(checked.source, next, { start, end, inserted: inserted.length });
        const incremental = checkFile(tree, next, { files, previous: checked });
        const fresh = checkFile(parse(next), next, { files });
        assert.deepEqual(
          plain(incremental),
          plain(fresh),
          `after ${JSON.stringify({ start, end, inserted })} in\n${text}`,
        );
        reused += incremental.source.declarations.filter(({ declaration }) =>
          checked.memory.answers.has(declaration),
        ).length;
        text = next;
        checked = incremental;
        edits += 1;
      }
    }
  }
  console.log(`looked at ${edits} edits, ${reused} declarations were the same`);
  assert.ok(edits > 1000 && reused > 500);
});

test("a data file that arrives is seen, and nothing else is checked again", () => {
  const text =
    'data d = csv("a.csv", label: y)\nnetwork N {\n  input x: [n]\n  output x -> dense(2)\n}\ntrain N on d { loss: cross_entropy; batch: 1 }\n';
  let bytes: Uint8Array | undefined;
  const reader = () => bytes;
  const before = checkFile(parse(text), text, { files: reader });
  assert.deepEqual(before.diagnostics, []);
  assert.equal(before.experiments[0]?.experiment, undefined);
  bytes = new TextEncoder().encode("a,b,y\n1,2,p\n2,3,q\n3,4,p\n");
  const after = checkFile(before.source, text, { files: reader, previous: before });
  assert.deepEqual(after.diagnostics, []);
  assert.deepEqual(after.experiments[0]?.experiment?.network.inputs[0]?.shape, [2]);
  const network = before.source.declarations[1]?.declaration;
  assert.ok(network !== undefined);
  assert.equal(
    after.memory.answers.get(network)?.get("unit"),
    before.memory.answers.get(network)?.get("unit"),
  );
});
