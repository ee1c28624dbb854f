/** From a place in the text (`|`) to the token, the nodes and the call there; and from the tokens back to the text. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lex } from "../../../language/syntax/lexer.ts";
import { parse } from "../../../language/syntax/parser.ts";
import { absolute, enclosingCall, nodesAt, tokenAt, walk } from "../../../language/syntax/places.ts";
import { sources } from "./sources.ts";

function marked(source: string): { text: string; offset: number } {
  return { text: source.replace("|", ""), offset: source.indexOf("|") };
}

test("tokens and what is between them make the text", () => {
  for (const source of [...sources, "a $$ → 'x\n\u00a0b\r\n\"c"]) {
    let text = "";
    for (const { start, end } of lex(source)) {
      assert.match(source.slice(text.length, start), /^\s*$/);
      text += source.slice(text.length, start) + source.slice(start, end);
    }
    assert.equal(text + source.slice(text.length), source);
    assert.match(source.slice(text.length), /^\s*$/);
  }
});

test("every node lies inside its parent", () => {
  let count = 0;
  for (const source of sources) {
    for (const placed of parse(source).declarations) {
      walk(placed.declaration, (node) => {
        count++;
        const { start, end } = absolute(placed, node.span);
        assert.ok(
          placed.at <= start && start <= end && end <= placed.at + placed.declaration.span.end,
          node.kind,
        );
        if (node.kind === "word") assert.equal(source.slice(start, end), node.text);
        return true;
      });
    }
  }
  assert.ok(count > 500);
});

test("the token at a place: a word wins over the sign it touches", () => {
  const found = (source: string): string => {
    const { text, offset } = marked(source);
    const token = tokenAt(parse(text), offset);
    return token === undefined ? "" : text.slice(token.start, token.end);
  };
  assert.equal(found("network A { x -> den|se(8) }"), "dense");
  assert.equal(found("network A { x -> dense|(8) }"), "dense");
  assert.equal(found("network A { x -> dense(8)| }"), ")");
  assert.equal(found("network A { }  |  // c"), "");
});

test("the nodes at a place, from the outside in", () => {
  const { text, offset } = marked("const a = 1\nnetwork A { y = x -> h: dense(8, ta|nh) }");
  const path = nodesAt(parse(text), offset);
  assert.equal(path?.placed.at, 12);
  const kinds = path?.nodes.map(({ kind }) => kind);
  assert.deepEqual(kinds, [
    "network",
    "body",
    "binding",
    "pipeline",
    "stage",
    "call",
    "argument",
    "name",
    "word",
  ]);
});

test("the call around a place, and which argument it is", () => {
  const call = (source: string): string => {
    const { text, offset } = marked(source);
    const found = enclosingCall(parse(text), offset);
    if (found === undefined) return "none";
    const { start, end } = absolute(found.placed, found.call.callee.span);
    return `${text.slice(start, end)} ${found.index} ${found.argument?.name?.text ?? "-"}`;
  };
  assert.equal(call("network A { x -> dense(|) }"), "dense 0 -");
  assert.equal(call("network A { x -> dense(8, |) }"), "dense 1 -");
  assert.equal(call("network A { x -> dense([1, 2], f(3, 4), bias: tr|ue) }"), "dense 2 bias");
  assert.equal(call("network A { x -> dense([1, 2], f(3, |4), bias: true) }"), "f 1 -");
  assert.equal(call("network A {\n x -> dense(8, | \n y = x\n}"), "dense 1 -");
  assert.equal(call("network A {\n x -> dense(8, \n y = |x\n}"), "none");
  assert.equal(call("network A { x -> dense(8)| }"), "none");
  assert.equal(call("network A { x -> den|se(8) }"), "none");
});
