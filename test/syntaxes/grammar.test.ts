/** The TextMate grammar colours every construct before the language server answers, and no line makes it slow. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

async function loadGrammar() {
  const { buffer } = readFileSync("node_modules/vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(buffer);
  const path = "syntaxes/soma.tmLanguage.json";
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(path, "utf8"), path),
  });
  const grammar = await registry.loadGrammar("source.soma");
  assert.ok(grammar, "the grammar loads");
  return grammar;
}

const grammar = await loadGrammar();

/** `word:scope` for each word that has a scope of its own, without the language's name. */
function coloured(text: string): readonly string[] {
  let state = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.at(-1)?.replace(/\.soma$/, "");
      const word = line.slice(startIndex, endIndex);
      return scope === undefined || scope === "source" || word.trim() === "" ? [] : [`${word}:${scope}`];
    });
  });
}

test("declarations and what they name", () => {
  assert.deepEqual(coloured('/// Doc.\ndata d = csv("a\\n.csv", label: kind) // end'), [
    "/// Doc.:comment.line.documentation",
    "data:keyword.declaration",
    "d:variable.other.constant",
    "=:keyword.operator",
    "csv:support.function.data",
    '":string.quoted.double',
    "a:string.quoted.double",
    "\\n:constant.character.escape",
    ".csv:string.quoted.double",
    '":string.quoted.double',
    "label:variable.parameter",
    "::punctuation.separator",
    "// end:comment.line.double-slash",
  ]);
});

test("a network and its layers", () => {
  assert.deepEqual(
    coloured("network Net(n = 8) {\n  input x: [n, 2]\n  y = x -> h1: dense(n div 2, leaky_relu(0.1))\n}"),
    [
      "network:keyword.declaration",
      "Net:entity.name.type",
      "=:keyword.operator",
      "8:constant.numeric",
      "input:keyword.control",
      "x:variable.parameter",
      "::punctuation.separator",
      "2:constant.numeric",
      "=:keyword.operator",
      "->:keyword.operator.arrow",
      "h1:variable.parameter",
      "::punctuation.separator",
      "dense:support.function.layer",
      "div:keyword.operator.word",
      "2:constant.numeric",
      "leaky_relu:support.function.layer",
      "0.1:constant.numeric",
    ],
  );
});

test("a training and its claims", () => {
  assert.deepEqual(
    coloured(
      "train First: Net on d {\n  optimizer: adam(lr: 1e-3)\n  expect dead(h1) < 0.4 in 9/10 seeds\n}",
    ),
    [
      "train:keyword.declaration",
      "First:variable.parameter",
      "::punctuation.separator",
      "on:keyword.control",
      "optimizer:variable.parameter",
      "::punctuation.separator",
      "adam:support.function.training",
      "lr:variable.parameter",
      "::punctuation.separator",
      "1e-3:constant.numeric",
      "expect:keyword.control",
      "dead:support.function.metric",
      "<:keyword.operator",
      "0.4:constant.numeric",
      "in:keyword.control",
      "9:constant.numeric",
      "/:keyword.operator",
      "10:constant.numeric",
      "seeds:keyword.control",
    ],
  );
});

test("a string that is not closed ends with its line", () => {
  assert.deepEqual(coloured('data d = csv("a\nconst b = 1').slice(-4), [
    "const:keyword.declaration",
    "b:variable.other.constant",
    "=:keyword.operator",
    "1:constant.numeric",
  ]);
});

const length = 50_000;
const filled = (piece: string): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const hostile: readonly string[] = [
  ...["a", "_", "1", " ", "(", '"', '"\\', "\\", "/", "-", "1.", "1e", "a:", "a ", "a(", "é", "😀"].map(
    filled,
  ),
  ...["network ", "data", "expect ", "1.5e+"].map(filled),
  `network${filled(" ")}`,
  `a${filled(" ")}`,
  `"${filled("\\")}`,
  `${filled("1")}x`,
];

/** Milliseconds to tokenise a line: the best of three, the first of which warms up. */
function timed(line: string): number {
  const times = [0, 1, 2].map(() => {
    const startedMs = performance.now();
    grammar.tokenizeLine(line, textmate.INITIAL, 60_000);
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}

test(`hostile lines of ${length} characters cost about as much as a plain one`, () => {
  const plainMs = timed(filled("x -> h1: dense(8, tanh) "));
  const slow = hostile
    .map((line) => ({ line: line.slice(0, 12), ms: timed(line) }))
    .filter(({ ms }) => ms > Math.max(500, 10 * plainMs));
  assert.deepEqual(slow, []);
});
