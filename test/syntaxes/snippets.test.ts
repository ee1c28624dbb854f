/** Every snippet, its places filled in with what they suggest, is a text that parses; the language configuration keeps its word too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { declarationKeywords } from "../../language/ide/keywords.ts";
import { callSnippet } from "../../language/ide/signatures.ts";
import { checkFile, parse } from "../../language/index.ts";
import { layers } from "../../layers/index.ts";
import { losses, optimizers } from "../../training/index.ts";

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets: Readonly<Record<string, Snippet>> = JSON.parse(
  readFileSync("syntaxes/snippets.json", "utf8"),
);

/** The text that an editor inserts if every suggestion is taken; with several to choose from the `choice`-th. */
function filled(body: string, choice: number): string {
  return body
    .replace(/\$\{\d+\|([^}]*)\|\}/g, (_, options: string) => {
      const all = options.split(",");
      return all[choice % all.length] ?? "";
    })
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\{?\d+\}?/g, "");
}

/** As many fillings as the longest list of choices has. */
const fillings = (body: string): readonly string[] => {
  const lists = [...body.matchAll(/\$\{\d+\|([^}]*)\|\}/g)].map(
    ([, options = ""]) => options.split(",").length,
  );
  return Array.from({ length: Math.max(1, ...lists) }, (_, choice) => filled(body, choice));
};

const problemsIn = (text: string): readonly string[] =>
  checkFile(parse(text), text, { files: () => undefined })
    .diagnostics.filter(({ code, severity }) => code.startsWith("SOMA1") && severity === "error")
    .map(({ message }) => `${message}\n${text}`);

for (const [name, { prefix, description, body }] of Object.entries(snippets))
  test(`snippet: ${name}`, () => {
    assert.match(prefix, /^[a-z]+$/);
    assert.ok(description.length > 10);
    for (const text of fillings(body.join("\n"))) assert.deepEqual(problemsIn(text), []);
  });

test("the snippet of a whole experiment checks without an error, whatever data is chosen", () => {
  const body = snippets["A whole experiment"]?.body.join("\n") ?? "";
  for (const text of fillings(body)) {
    const { diagnostics, experiments } = checkFile(parse(text), text, { files: () => undefined });
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
      [],
      text,
    );
    assert.ok(experiments[0]?.experiment, text);
  }
});

test("what completion writes for a layer parses", () => {
  for (const layer of layers.filter(({ group }) => group !== "operator")) {
    const stage = filled(callSnippet(layer), 0);
    assert.deepEqual(problemsIn(`network A {\n  input x: [2]\n  output x -> ${stage}\n}`), []);
    const call = filled(callSnippet(layer, { tensor: true }), 0);
    assert.deepEqual(problemsIn(`network A {\n  input x: [2]\n  output ${call}\n}`), []);
  }
});

test("what completion writes for losses, optimizers and declarations parses", () => {
  for (const loss of losses.values())
    assert.deepEqual(problemsIn(`train A on b { loss: ${filled(callSnippet(loss), 0)} }`), []);
  for (const optimizer of optimizers.values()) {
    const call = filled(callSnippet(optimizer, { first: true }), 0);
    assert.deepEqual(problemsIn(`train A on b { optimizer: ${call} }`), []);
  }
  for (const { snippet } of [declarationKeywords.network, declarationKeywords.block])
    assert.deepEqual(problemsIn(filled(snippet.replace("$0", "relu"), 0)), []);
});

interface Configuration {
  readonly wordPattern: string;
  readonly indentationRules: {
    readonly increaseIndentPattern: string;
    readonly decreaseIndentPattern: string;
  };
  readonly onEnterRules: readonly { readonly beforeText: string; readonly afterText?: string }[];
}

const configuration: Configuration = JSON.parse(readFileSync("syntaxes/language-configuration.json", "utf8"));

test("words, indentation and the comment of the next line", () => {
  const words = "h1: dense(8, leaky_relu) 1e-3 -0.5".match(new RegExp(configuration.wordPattern, "g"));
  assert.deepEqual(words, ["h1", "dense", "8", "leaky_relu", "1e-3", "-0.5"]);
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  assert.match("network A {", new RegExp(increaseIndentPattern));
  assert.doesNotMatch("train A on b { loss: mse }", new RegExp(increaseIndentPattern));
  assert.match("  }", new RegExp(decreaseIndentPattern));
  assert.match("  /// Doc.", new RegExp(configuration.onEnterRules[0]?.beforeText ?? "^$"));
});
