/** Inputs that nobody writes: deep, long, binary, with hidden characters. Nothing throws, and time grows with the size. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "../../../language/syntax/parser.ts";
import { walk } from "../../../language/syntax/places.ts";
import { problemsOf } from "../../../language/syntax/problems.ts";
import { summary } from "../../../language/syntax/summary.ts";
import { sources } from "./sources.ts";

const repeated: readonly (readonly [head: string, piece: string])[] = [
  ...["(", "[", "f(", "a[", "([", "-", "- ", "-a ** "].map((piece) => ["const a = ", piece] as const),
  ...[" -> f", " + 1", " ** 1", ".a", "[0]", " -> f + y", "(0)"].map(
    (piece) => ["const a = x", piece] as const,
  ),
  ...["{", "}", '"', '"\n', '"\\', "$ ", "→", "word ", "/// d\n", "é", "1", "1_", "\u00a0", "{("].map(
    (piece) => ["", piece] as const,
  ),
  ...["network A ", "train a: ", "import a, ", "a ( ", "a = ", "network A { input x: [2] }\n"].map(
    (piece) => ["", piece] as const,
  ),
  ...["{", ")", '"\n', "y = f(\n", "y = x -> dense(8); "].map((piece) => ["network A {", piece] as const),
  ["train A on b {", "a: f(\n"],
  ["const a = (", "a,\n"],
  ["const a = [", ","],
];

test("50,000 repetitions of anything are survived, and the tree can be walked", () => {
  for (const [head, piece] of repeated) {
    const file = parse(head + piece.repeat(50_000));
    summary(file);
    for (const { declaration } of file.declarations.slice(0, 10)) walk(declaration, () => undefined);
    assert.ok(problemsOf(file).length <= 201);
  }
});

test("200,000 nested brackets are one problem, at the bracket that is one too deep", () => {
  const text = `const a = ${"(".repeat(200_000)}1${")".repeat(200_000)}`;
  const [first] = problemsOf(parse(text));
  assert.equal(first?.code, "SOMA1012");
  assert.equal(first?.span.start, 10 + 256);
});

test("a line of 5 MB: twice the size takes about twice the time", (context) => {
  const line = (units: number): string => `network A { ${"y = x -> dense(8, tanh); ".repeat(units / 25)}}`;
  parse(line(1_000_000));
  const single = durationMs(line(2_500_000));
  const double = durationMs(line(5_000_000));
  context.diagnostic(`${single.toFixed(0)} ms, ${double.toFixed(0)} ms`);
  assert.ok(double / single < 3.5, `${double} / ${single}: quadratic would be 4`);
});

/** The best of three, so that a pause of the machine does not count. */
function durationMs(text: string): number {
  const runs = [0, 1, 2].map(() => {
    const start = performance.now();
    parse(text);
    return performance.now() - start;
  });
  return Math.min(...runs);
}

test("every way to end a line gives the same tree", () => {
  for (const source of sources) {
    const wanted = summary(parse(source));
    for (const ending of ["\r\n", "\r", "\u2028", "\u2029"]) {
      const file = parse(source.replaceAll("\n", ending));
      assert.deepEqual(summary(file), wanted);
      assert.deepEqual(problemsOf(file), []);
    }
    assert.deepEqual(summary(parse(`\ufeff${source}`)), wanted);
  }
});

test("a binary file is one problem and no declaration", () => {
  for (const text of [
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "network A {\0}",
    "\ufffd\ufffdPK\x03\x04\ufffd\x01\ufffd\ufffd",
  ]) {
    const file = parse(text);
    assert.deepEqual(file.declarations, []);
    assert.deepEqual(
      problemsOf(file).map(({ code }) => code),
      ["SOMA1015"],
    );
  }
});

test("nothing, white space and comments are a file without declarations and problems", () => {
  for (const text of ["", " \n\t\r\n", "// nothing\n", "/// nothing", "\ufeff"]) {
    assert.deepEqual(parse(text), { text, declarations: [], problems: [] });
  }
});

test("hidden characters are reported where they stand, unusual spaces only between tokens", () => {
  const text = 'const a\u00a0= 1 // a\u00a0b \u202e\nconst b = "\u00a0\u2066"';
  const found = problemsOf(parse(text)).map(({ code, span }) => `${code} ${span.start}`);
  assert.deepEqual(found, [
    "SOMA1017 7",
    `SOMA1016 ${text.indexOf("\u202e")}`,
    `SOMA1016 ${text.indexOf("\u2066")}`,
  ]);
});

test("names from the insides of JavaScript are names like any other", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const file = parse(names.map((name) => `const ${name} = ${name}`).join("\n"));
  assert.deepEqual(
    summary(file),
    names.map((name) => `const ${name} = ${name}`),
  );
  assert.deepEqual(problemsOf(file), []);
});
