/** What formatting never does: change what a text means, lose a comment, or disagree with itself. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "../../../language/index.ts";
import { lex } from "../../../language/syntax/lexer.ts";
import { problemsOf } from "../../../language/syntax/problems.ts";
import { summary } from "../../../language/syntax/summary.ts";
import { seeded } from "../check/seeded.ts";
import { sources } from "../syntax/sources.ts";
import { formatted } from "./formatted.ts";
import { written } from "./random-program.ts";
import { respaced } from "./respaced.ts";

/** What ships: examples and standard blocks. */
const examples = ["examples", "std"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".soma"))
    .map((name) => readFileSync(`${folder}/${name}`, "utf8")),
);

const commentsOf = (text: string): readonly string[] =>
  lex(text)
    .filter(({ kind }) => kind === "comment" || kind === "docs")
    .map(({ start, end }) => text.slice(start, end).trimEnd());

function assertFormats(text: string): void {
  const once = formatted(text);
  assert.deepEqual(problemsOf(parse(once)), [], `parses:\n${once}`);
  assert.deepEqual(summary(parse(once)), summary(parse(text)), `means the same:\n${text}\n-----\n${once}`);
  assert.deepEqual(commentsOf(once), commentsOf(text));
  assert.equal(formatted(once), once, "formatting again changes nothing");
  assert.doesNotMatch(
    once,
    /^\s+\n|\n{3}|[^\n]$/,
    "no empty start, no two empty lines, one line break at the end",
  );
}

test("every example and every source of the parser's tests", () => {
  assert.ok(examples.length > 8);
  for (const text of [...examples, ...sources]) assertFormats(text);
});

test("every example is formatted already", () => {
  for (const text of examples) assert.equal(formatted(text), text);
});

test("texts with other white space, line breaks and semicolons", (context) => {
  const draw = seeded(7);
  let tried = 0;
  for (let round = 0; round < 400; round++) {
    const source = [...examples, ...sources][round % (examples.length + sources.length)] as string;
    const other = respaced(source, draw);
    if (problemsOf(parse(other)).length > 0) continue;
    assertFormats(other);
    tried++;
  }
  context.diagnostic(`${tried} texts`);
  assert.ok(tried > 200);
});

test("random programs", () => {
  const draw = seeded(11);
  for (let round = 0; round < 300; round++) {
    const text = written(draw);
    assert.deepEqual(problemsOf(parse(text)), [], text);
    assertFormats(text);
  }
});

test("damaged texts keep what is damaged, and formatting again changes nothing", () => {
  const draw = seeded(3);
  for (const source of [...examples, ...sources]) {
    for (let round = 0; round < 12; round++) {
      const at = draw(source.length);
      const damaged = source.slice(0, at) + source.slice(at + 1 + draw(6));
      const once = formatted(damaged);
      assert.equal(formatted(once), once);
      assert.deepEqual(commentsOf(once), commentsOf(damaged));
      assert.deepEqual(summary(parse(once)), summary(parse(damaged)));
      assert.equal(problemsOf(parse(once)).length, problemsOf(parse(damaged)).length);
    }
  }
});
