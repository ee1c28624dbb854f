/** Layers as authors write them: what the checker hands over that is not written in the brackets. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile, parse } from "../../language/index.ts";

function check(body: string) {
  const text = `network Net {\n${body}\n}\n`;
  const checked = checkFile(parse(text), text, { files: () => undefined });
  const [network] = checked.networks;
  return {
    messages: checked.diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
    shapes: network?.network?.steps.map(({ kind, shape }) => `${kind} [${shape}]`),
    weights: network?.network?.weights.map(({ name, shape }) => `${name} [${shape}]`),
    inputs: network?.network?.steps.at(-1)?.inputs,
  };
}

test("an embedding has a row for each token of its input", () => {
  const { messages, shapes, weights } = check("input text: [16] of 27\noutput text -> embedding(8)");
  assert.deepEqual(messages, []);
  assert.deepEqual(shapes, ["embedding [16,8]"]);
  assert.deepEqual(weights, ["embedding_1.table [27,8]"]);
});

test("an embedding of what is no token input asks how many tokens there are", () => {
  const [message] = check("input x: [16]\noutput x -> embedding(8)").messages;
  assert.match(message ?? "", /The input \[16\] is not known to be tokens.*`input text: \[16\] of 27`/s);
  const { messages, weights } = check("input x: [16]\noutput x -> embedding(8, vocabulary: 5)");
  assert.deepEqual([messages, weights], [[], ["embedding_1.table [5,8]"]]);
});

test("attention looks at itself, or at the memory it is given", () => {
  const inputs = "input x: [5, 8]\ninput other: [7, 8]\n";
  const memory = check(`${inputs}output x -> attention(2, memory: other)`);
  assert.deepEqual(
    [memory.messages, memory.shapes, memory.inputs],
    [[], ["attention [5,8]"], ["x", "other"]],
  );
  const alone = check("input x: [5, 8]\noutput x -> attention(2, causal: true)");
  assert.deepEqual([alone.messages, alone.inputs], [[], ["x"]]);
  const [message] = check("input x: [5, 8]\noutput x -> attention(3)").messages;
  assert.match(message ?? "", /8 features cannot be split into 3 equal heads: 8 = 3·2 \+ 2/);
});

test("the shape of an image is changed with lists and minus ones", () => {
  const { messages, shapes } = check(
    "input x: [3, 8, 6]\noutput x -> permute([1, 2, 0]) -> reshape([8, -1]) -> mean(-1) -> slice(0, 4)",
  );
  assert.deepEqual(messages, []);
  assert.deepEqual(shapes, ["permute [8,6,3]", "reshape [8,18]", "mean [8]", "slice [4]"]);
});
