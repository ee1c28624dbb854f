/** Folds, growing selections, links to files, calls between blocks, and where tensors are born. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { birthAt } from "../../../language/ide/birth.ts";
import { calleesOf, callersOf, callItemAt, findCallItem } from "../../../language/ide/calls.ts";
import { foldsOf } from "../../../language/ide/folding.ts";
import { linksOf } from "../../../language/ide/links.ts";
import { selectionAt } from "../../../language/ide/selection.ts";
import { parse } from "../../../language/index.ts";
import { marked } from "./marked.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

const textOf = (text: string, { start, end }: Span): string => text.slice(start, end);

/** "line of the start-line of the end", counted from 1. */
const linesOf = (text: string, { start, end }: Span): string =>
  [start, end].map((offset) => text.slice(0, offset).split("\n").length).join("-");

test("bodies, brackets, pipelines, comments and imports fold; a closing bracket stays in sight", () => {
  const text = `import A from "./a.soma"
import B from "./b.soma"

// One.
// Two.
network Net {
  input x: [2]
  y = x
    -> dense(
      8,
    )
    -> relu
  output y -> dense(1)
}
`;
  const drawn = foldsOf(parse(text)).map(({ span, kind = "" }) => `${linesOf(text, span)} ${kind}`.trim());
  assert.deepEqual(drawn, ["1-2 imports", "4-5 comment", "6-13", "8-12", "9-10"]);
  assert.deepEqual(foldsOf(parse("network Net { input x: [2]; output x }\n")), []);
});

test("every fold of the parser's sources is longer than a line", () => {
  const text = readFileSync("test/language/syntax/sources/everything.soma", "utf8");
  const folds = foldsOf(parse(text));
  assert.ok(folds.length > 5);
  for (const { span } of folds) assert.match(textOf(text, span), /\n/);
});

test("a selection grows from the word to the file", () => {
  const { checked, offset } = marked(
    "const a = 1\nnetwork Net {\n  input x: [2]\n  output x -> h: dense(8, ta│nh) -> relu\n}\n",
  );
  const texts = selectionAt(checked.source, offset).map((span) => textOf(checked.text, span));
  assert.deepEqual(texts.slice(0, 6), [
    "tanh",
    "8, tanh",
    "(8, tanh)",
    "dense(8, tanh)",
    "-> h: dense(8, tanh)",
    "x -> h: dense(8, tanh) -> relu",
  ]);
  assert.equal(texts[6], "output x -> h: dense(8, tanh) -> relu");
  assert.equal(texts.at(-2)?.startsWith("network Net"), true);
  assert.equal(texts.at(-1), checked.text);
});

test("at every place of a source, each selection holds the one before it", () => {
  const text = readFileSync("examples/residual.soma", "utf8");
  const source = parse(text);
  for (let offset = 0; offset <= text.length; offset++) {
    const spans = selectionAt(source, offset);
    assert.deepEqual(spans.at(-1), { start: 0, end: text.length });
    for (const [index, { start, end }] of spans.entries()) {
      assert.ok(start <= offset && offset <= end);
      const outer = spans[index + 1];
      if (outer) assert.ok(outer.start <= start && end <= outer.end && outer.end - outer.start > end - start);
    }
  }
});

test("data files and imported files are links", () => {
  const text = `import A from "./blocks.soma"
import B from "std/residual"
data digits = csv("data/digits.csv", label: digit)
data images = idx("images.gz", labels: "labels.gz")
`;
  const links = linksOf(parse(text));
  assert.deepEqual(
    links.map(({ path }) => path),
    ["./blocks.soma", "data/digits.csv", "images.gz", "labels.gz"],
  );
  for (const { span, path } of links) assert.equal(textOf(text, span), path);
});

const nested = `block Inner(n) {
  input x: [n]
  output x -> dense(n)
}
block Outer(n) {
  input x: [n]
  output x -> Inner(n) -> Inner(n)
}
network Net {
  input x: [2]
  output x -> Outer(2) -> Inner(2) -> dense(1)
}
data points = circle(points: 100)
train Net on points { loss: binary_cross_entropy; epochs: 1; seed: 1 }
`;

test("who calls a block, and whom a network calls", () => {
  const { checked, offset } = marked(nested.replace("-> Inner(2)", "-> In│ner(2)"));
  const inner = callItemAt(checked, offset);
  assert.ok(inner);
  assert.equal(inner.name, "Inner");
  const drawn = (calls: ReturnType<typeof callersOf>) =>
    calls.map(({ item, places }) => `${item.kind} ${item.name} ${places.length}`);
  assert.deepEqual(drawn(callersOf(checked, inner)), ["block Outer 2", "network Net 1"]);
  const net = findCallItem(checked, "network", nested.indexOf("Net {"));
  assert.ok(net);
  assert.deepEqual(drawn(calleesOf(checked, net)), ["block Inner 1", "block Outer 1"]);
  assert.deepEqual(drawn(callersOf(checked, net)), ["train Net 1"]);
  const train = findCallItem(checked, "train", nested.indexOf("Net on"));
  assert.ok(train);
  assert.deepEqual(drawn(calleesOf(checked, train)), ["network Net 1"]);
  assert.equal(callItemAt(checked, nested.indexOf("points =")), undefined);
});

test("a tensor is born where its layer stands", () => {
  const born = (body: string): string | undefined => {
    const { checked, offset } = marked(`network Net {\n  input x: [2]\n${body}\n}\n`);
    const span = birthAt(checked, offset);
    return span && `${linesOf(checked.text, span)} ${textOf(checked.text, span)}`;
  };
  assert.equal(born("  y = x -> dense(8) -> relu\n  output │y"), "3-3 relu");
  assert.equal(born("  y = x -> dense(8)\n  z = y\n  output │z"), "3-3 dense");
  assert.equal(born("  y = (x + x)\n  output │y"), "3-3 +");
  assert.equal(born("  y = x -> h: dense(8) -> relu\n  output │h"), "3-3 dense");
  assert.equal(born("  y = x\n  output │y"), "2-2 x");
  assert.equal(born("  y = y\n  output │y"), "3-3 y");
  assert.equal(born("  output x -> den│se(2)"), undefined);
});
