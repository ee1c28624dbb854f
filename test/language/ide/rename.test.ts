/** Renaming: forth and back gives the same text, and what would change a meaning is refused in words. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { applyEdits } from "../../../language/check/fixes.ts";
import { isRefusal, renameAt, renameableAt } from "../../../language/ide/rename.ts";
import { type CheckedFile, checkFile, parse } from "../../../language/index.ts";
import { marked } from "./marked.ts";

const files = (name: string) => readFileSync(`examples/${name}`);
const check = (text: string): CheckedFile => checkFile(parse(text), text, { files });

function renamed(checked: CheckedFile, offset: number, name: string): string {
  const edits = renameAt(checked, offset, name, files);
  assert.ok(!isRefusal(edits), JSON.stringify(edits));
  return applyEdits(checked.text, edits).text;
}

const blocks = `const depth = 8

block Residual(width, bias = 4) {
  input x: [width, h]
  require h % bias == 0
  y = x -> first: dense(h, relu) -> first
  output x + y
}

network Net(classes = depth) {
  input x: [2, 8]
  output x -> Residual(width: 2, bias: 4) -> flatten -> final: dense(classes)
}

data points = blobs(points: 100, classes: 8)
`;

test("every symbol of every example, to a new name and back, from its declaration and its last use", () => {
  const examples = readdirSync("examples").filter((name) => name.endsWith(".soma"));
  let count = 0;
  for (const text of [...examples.map((name) => readFileSync(`examples/${name}`, "utf8")), blocks]) {
    const before = check(text);
    for (const symbol of before.symbols) {
      for (const place of [symbol.span, ...symbol.uses.slice(-1)]) {
        const other = renamed(before, place.start, "quite_new");
        const after = check(other);
        const codes = ({ diagnostics }: CheckedFile) => diagnostics.map(({ code }) => code);
        assert.deepEqual(codes(after), codes(before), other);
        assert.doesNotMatch(other.slice(0, -1), new RegExp(`= ${symbol.name}$`), "no use is left");
        assert.equal(renamed(after, other.indexOf("quite_new"), symbol.name), text);
        count++;
      }
    }
  }
  assert.ok(count > 100, `${count} places`);
});

test("a parameter is renamed in the calls that name it", () => {
  const { checked, offset } = marked(blocks.replace("Residual(width,", "Residual(wi│dth,"));
  const text = renamed(checked, offset, "channels");
  assert.match(text, /block Residual\(channels, bias = 4\)/);
  assert.match(text, /input x: \[channels, h\]/);
  assert.match(text, /Residual\(channels: 2, bias: 4\)/);
});

test("a name is renamed from a place right behind it", () => {
  const { checked, offset } = marked(blocks.replace("output x + y", "output x + y│"));
  assert.deepEqual(renameableAt(checked, offset), { span: { start: offset - 1, end: offset }, name: "y" });
});

test("what cannot be renamed says why", () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["net│work Net { input x: [2]; output x }", /`network` is a word of the language/],
    ["network Net { input x: [2]; output x -> den│se(1) }", /`dense` comes with the language/],
    ["network Net { input x: [│2]; output x }", /no name/],
  ];
  for (const [text, words] of cases) {
    const { checked, offset } = marked(text);
    const answer = renameableAt(checked, offset);
    assert.ok(isRefusal(answer));
    assert.match(answer.refusal, words);
  }
});

test("names that clash, or are none, are refused", () => {
  const { checked, offset } = marked(blocks.replace("  y = x", "  │y = x"));
  const cases: readonly (readonly [string, RegExp])[] = [
    ["x", /another input here: `input x/],
    ["first", /another label/],
    ["width", /another parameter/],
    ["h", /another size/],
    ["depth", /another constant/],
    ["Net", /another network/],
    ["relu", /comes with the language/],
    ["network", /word of the language/],
    ["on", /word of the language/],
    ["2y", /is no name/],
    ["a b", /is no name/],
    ["", /is no name/],
  ];
  for (const [name, words] of cases) {
    const answer = renameAt(checked, offset, name, files);
    assert.ok(isRefusal(answer), name);
    assert.match(answer.refusal, words);
  }
  assert.deepEqual(renameAt(checked, offset, "y", files), []);
  assert.ok(!isRefusal(renameAt(checked, offset, "final", files)), "a name of another body is free");
});
