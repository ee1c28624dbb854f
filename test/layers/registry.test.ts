/** Every layer kind against its own declaration: words, names, examples. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOps } from "../../engine/ops/interpret.ts";
import { applyLayer } from "../../layers/apply.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findForeignAttribute, findForeignLayer, findLayer, layers } from "../../layers/index.ts";
import { readExample } from "./example-source.ts";

for (const kind of layers) {
  test(`${kind.name} says what it is, and has examples`, () => {
    assert.match(kind.name, /^([a-z][a-z0-9_]*|[-+*/@])$/);
    for (const text of [kind.doc, ...Object.values(kind.attributes).map(({ doc }) => doc)]) {
      assert.match(text, /^[A-Z0-9`√].*[.]$/s, text);
    }
    assert.notEqual(kind.formula, "");
    assert(kind.examples.length >= 2, `${kind.name} has ${kind.examples.length} examples`);
    for (const theirs of Object.values(kind.foreignAttributes ?? {})) {
      assert(theirs in kind.attributes, `${kind.name} has no attribute ${theirs}`);
    }
    for (const theirs of Object.keys(kind.foreignAttributes ?? {})) {
      assert(!(theirs in kind.attributes) || findForeignAttribute(kind, theirs) !== theirs, theirs);
    }
  });

  for (const example of kind.examples) {
    test(`${example.source} on ${JSON.stringify(example.inputs)}`, () => {
      const { kind: read, attributes } = readExample(example.source);
      assert.equal(read, kind);
      const applied = applyLayer(kind, { inputs: example.inputs, attributes });
      assert.deepEqual(applied.findings, []);
      assert.deepEqual(applied.output, example.output);
      assert.equal(applied.parameters, example.parameters);
      const weights = Object.fromEntries(applied.weights.map(({ name, shape }) => [name, shape as number[]]));
      const state = Object.fromEntries(applied.state.map(({ name, shape }) => [name, shape as number[]]));
      for (const training of [false, true]) {
        for (const batch of [1, 7]) {
          const inputs = example.inputs.map((shape) => [batch, ...shape]);
          const result = forwardLayer(shapeOps, kind, {
            inputs,
            weights,
            state,
            attributes,
            training,
            stream: 0,
          });
          assert.deepEqual(result.output, [batch, ...example.output]);
          assert.deepEqual(result.state, state);
        }
      }
      if (kind.arithmetic !== undefined && typeof applied.parameters === "number") {
        const text = kind.arithmetic(applied.axes as Record<string, number>, attributes as never);
        if (applied.parameters > 0) assert(text.endsWith(`= ${applied.parameters} parameters`), text);
        assert.notEqual(text, "");
      }
    });
  }
}

test("names are unique, here and elsewhere", () => {
  const names = layers.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
  const foreign = layers.flatMap((kind) => (kind.foreign ?? []).map((name) => ({ name, kind })));
  const written = foreign.map(({ name }) => name);
  assert.deepEqual(written, [...new Set(written)]);
  for (const { name, kind } of foreign) {
    assert.equal(findLayer(name), undefined, `${name} is a name of ours`);
    assert.equal(findForeignLayer(name), kind);
  }
  assert.equal(findForeignLayer("nn.Linear")?.name, "dense");
  assert.equal(findForeignLayer("conv2D"), findLayer("conv2d"));
  console.log(
    `${layers.length} kinds, ${layers.flatMap(({ examples }) => examples).length} examples, ${foreign.length} foreign names`,
  );
  assert(layers.length >= 65 && foreign.length >= 225);
});
