/** Refactorings, mending all, and what a number decides: each is applied to the text, and the networks stay what they are. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { applyEdits } from "../../../language/check/fixes.ts";
import { fixAll } from "../../../language/ide/fix-all.ts";
import { refactoringsAt } from "../../../language/ide/refactor.ts";
import { whatIfAt } from "../../../language/ide/what-if.ts";
import { checkFile, parse } from "../../../language/index.ts";
import { marked } from "./marked.ts";

const noFiles = () => undefined;

const inNetwork = (body: string): string =>
  `data points = circle(points: 100, noise: 0.1)

network Net {
  input x: [2]
${body}
}

train Net on points { loss: binary_cross_entropy; optimizer: adam(lr: 0.01); epochs: 5; seed: 1 }
`;

/** The text once the refactoring whose title holds the words is done at the cursor; `undefined` where it is not offered. */
function after(text: string, words: string): string | undefined {
  const { checked, offset } = marked(text);
  const found = refactoringsAt(checked, offset, noFiles).find(({ title }) => title.includes(words));
  return found && applyEdits(checked.text, found.edits).text;
}

test("a stage gets a label that is free", () => {
  const body = "  h = x -> d1: dense(8)\n  output h -> den│se(1)";
  const expected = inNetwork("  h = x -> d1: dense(8)\n  output h -> d2: dense(1)");
  assert.equal(after(inNetwork(body), "Name this stage"), expected);
  assert.equal(
    after(inNetwork(body.replace("│", "").replace("h = x", "h│ = x")), "Name this stage"),
    undefined,
  );
});

test("the first stages of a pipeline become a binding", () => {
  const body = "  /// What comes out.\n  output x -> dense(8) -> re│lu -> dense(1)";
  const expected = inNetwork("  y = x -> dense(8) -> relu\n  /// What comes out.\n  output y -> dense(1)");
  assert.equal(after(inNetwork(body), "Extract"), expected);
  const line = "network Net { input x: [2]; output x -> ta│nh -> dense(1) }\n";
  assert.equal(after(line, "Extract"), "network Net { input x: [2]; y = x -> tanh; output y -> dense(1) }\n");
});

test("a label becomes a binding, and a binding a label", () => {
  const labelled = "  output x -> h: den│se(8, tanh) -> dense(1)";
  const bound = "  h = x -> dense(8, tanh)\n  output h -> dense(1)";
  assert.equal(after(inNetwork(labelled), "Turn the label"), inNetwork(bound));
  assert.equal(
    after(inNetwork(bound.replace("h = x", "│h = x")), "Turn the binding"),
    inNetwork(labelled.replace("│", "")),
  );
});

test("a label whose weights are used again stays a label", () => {
  const body = "  output x -> h: den│se(2, tanh) -> h -> dense(1)";
  assert.equal(after(inNetwork(body), "Turn the label"), undefined);
});

test("a binding that is used once is put in its place", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["  │y = x -> dense(8)\n  output y -> dense(1)", "  output x -> dense(8) -> dense(1)"],
    ["  y = x -> dense(2)\n  output x + │y", "  output x + (x -> dense(2))"],
    ["  y = dense(x, 2)\n  output x + │y", "  output x + dense(x, 2)"],
    ["  y = x -> dense(2); output │y", "  output x -> dense(2)"],
  ];
  for (const [body, expected] of cases) assert.equal(after(inNetwork(body), "Inline"), inNetwork(expected));
});

test("a binding that is used twice is not: its weights would be there twice", () => {
  assert.equal(after(inNetwork("  │y = x -> dense(2)\n  output y + y"), "Inline"), undefined);
});

test("every refactoring at every place of the examples leaves nothing to report", () => {
  let count = 0;
  for (const name of readdirSync("examples").filter((file) => file.endsWith(".soma"))) {
    const text = readFileSync(`examples/${name}`, "utf8");
    const files = (file: string) => readFileSync(`examples/${file}`);
    const checked = checkFile(parse(text), text, { files });
    for (const { nameSpan } of checked.stages) {
      for (const { edits, title } of refactoringsAt(checked, nameSpan.start, files)) {
        const other = applyEdits(text, edits).text;
        const { diagnostics } = checkFile(parse(other), other, { files });
        assert.equal(diagnostics.length, checked.diagnostics.length, `${title}\n${other}`);
        count++;
      }
    }
  }
  assert.ok(count > 20, `${count} refactorings`);
});

test("everything that has a fix is mended at once", () => {
  const { checked } = marked(inNetwork("  output x -> Linear(8) -> rleu -> dense(1)"));
  assert.equal(checked.diagnostics.length, 2);
  const { text } = applyEdits(checked.text, fixAll(checked, noFiles));
  assert.equal(text, inNetwork("  output x -> dense(8) -> relu -> dense(1)"));
  assert.deepEqual(fixAll(marked(text).checked, noFiles), []);
});

test("a hover on a number says what would be, were it twice as large", () => {
  const { checked, offset } = marked(inNetwork("  output x -> h: dense(│8) -> relu -> dense(1)"));
  const hover = whatIfAt(checked, offset, noFiles);
  assert.equal(checked.text.slice(hover?.span.start, hover?.span.end), "8");
  assert.equal(
    hover?.markdown,
    [
      "With `16` instead of `8`:",
      "",
      "- `h`: `[8]` · 24 parameters → `[16]` · 48 parameters",
      "- `relu`: `[8]` → `[16]`",
      "- `dense`: `[1]` · 9 parameters → `[1]` · 17 parameters",
    ].join("\n"),
  );
});

test("and what would not fit any more", () => {
  const { checked, offset } = marked(inNetwork("  y = x -> dense(│2)\n  output x + y"));
  assert.match(whatIfAt(checked, offset, noFiles)?.markdown ?? "", /It would not fit any more: .*4/);
  const seed = marked(inNetwork("  output x -> dense(1)").replace("seed: 1", "seed: │1"));
  assert.equal(whatIfAt(seed.checked, seed.offset, noFiles), undefined);
});
