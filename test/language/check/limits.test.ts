/** Texts made to break a checker: circles, chains, towers and repeats of great size are answered, soon and in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile, parse, untrustedLimits } from "../../../language/index.ts";
import { check, files } from "./fixtures.ts";

const codes = (text: string): readonly string[] => check(text).diagnostics.map(({ code }) => code);

test("a circle of a thousand blocks is one report with the whole path", () => {
  const blocks = Array.from(
    { length: 1000 },
    (_, n) => `block B${n} {\n  input x: [2]\n  output x -> B${(n + 1) % 1000}\n}`,
  );
  const { diagnostics } = check(blocks.join("\n"));
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["SOMA2005"],
  );
  assert.match(diagnostics[0]?.message ?? "", /`B0` → `B1` → .*`B999` → `B0`/);
});

test("a chain of ten thousand constants, each used before its line, has its value", () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `const c${n} = c${n + 1}`);
  const text = `${lines.join("\n")}\nconst c10000 = 7\nnetwork A {\n  input x: [c0]\n  output x -> dense(1): [1]\n}`;
  const { diagnostics, networks } = check(text);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(networks[0]?.network.inputs[0]?.shape, [7]);
});

test("a tower of blocks is cut at a depth", () => {
  const blocks = Array.from(
    { length: 300 },
    (_, n) => `block B${n} {\n  input x: [2]\n  output x -> ${n === 0 ? "relu" : `B${n - 1}`}\n}`,
  );
  const found = codes(blocks.join("\n"));
  assert.equal(found.length, 1);
  assert.equal(found[0], "SOMA3024");
});

test("blocks that double stop at the limit of layers", () => {
  const blocks = Array.from(
    { length: 40 },
    (_, n) =>
      `block B${n} {\n  input x: [2]\n  output x -> ${n === 0 ? "relu" : `B${n - 1} -> B${n - 1}`}\n}`,
  );
  const before = performance.now();
  const found = codes(blocks.join("\n"));
  assert.deepEqual([...new Set(found)], ["SOMA3023"]);
  console.log(`${found.length} reports after ${Math.round(performance.now() - before)} ms`);
});

test("a list of many mistakes is cut, and says so", () => {
  const stages = Array.from({ length: 500 }, () => "-> nothing(1)").join("\n    ");
  const { diagnostics } = check(`network A {\n  input x: [2]\n  y = x\n    ${stages}\n  output y\n}`);
  assert.equal(diagnostics.length, 201);
  assert.equal(diagnostics.at(-1)?.code, "SOMA2000");
});

test("steps have names that tell where they are from", () => {
  const text =
    "block B {\n  input x: [n]\n  output x -> dense(n) -> relu\n}\nnetwork A {\n  input x: [2]\n  output x -> B -> b: B -> repeat(2, B) -> repeat(2, dense(2)) -> h: dense(2) -> h\n}";
  const steps = check(text).networks[1]?.network.steps.map(({ name }) => name);
  assert.deepEqual(steps, [
    "B_1.dense_1",
    "B_1.relu_1",
    "b.dense_1",
    "b.relu_1",
    "B_2[0].dense_1",
    "B_2[0].relu_1",
    "B_2[1].dense_1",
    "B_2[1].relu_1",
    "dense_1[0]",
    "dense_1[1]",
    "h",
    "h_2",
  ]);
});

test("a shared layer has its weights once, and every use counts among the places of its name", () => {
  const text =
    "network A {\n  input a: [3]\n  input b: [3]\n  p = a -> h: dense(2)\n  q = b -> h\n  output p + q\n}";
  const checked = check(text);
  const [network] = checked.networks;
  assert.deepEqual(
    network?.network.weights.map(({ name }) => name),
    ["h.weight", "h.bias"],
  );
  assert.equal(network?.parameters, 8);
  const label = checked.symbols.find(({ kind }) => kind === "label");
  assert.deepEqual(
    label?.uses.map(({ start }) => start),
    [text.lastIndexOf("h\n")],
  );
});

test("a rename of a parameter finds its uses in calls", () => {
  const text =
    "block B(width) {\n  input x: [n]\n  output x -> dense(width)\n}\nnetwork A {\n  input x: [2]\n  output x -> B(width: 3)\n}";
  const parameter = check(text).symbols.find(({ kind }) => kind === "parameter");
  assert.equal(parameter?.uses.length, 2);
});

const untrusted = (text: string): readonly string[] =>
  checkFile(parse(text), text, { files, limits: untrustedLimits }).diagnostics.map(
    ({ code, message }) => `${code} ${message}`,
  );

test("a workspace that is not trusted has lower limits", () => {
  const long =
    "data d = circle(points: 100)\nnetwork A {\n  input x: [2]\n  output x -> dense(1)\n}\ntrain A on d { loss: mse; epochs: 50000 }";
  assert.deepEqual(codes(long), []);
  assert.match(untrusted(long).join(), /^SOMA4025 `epochs` is 50,000; the most .* is 10,000/);
  const many = "network A {\n  input x: [2]\n  output x -> repeat(3000, relu)\n}";
  assert.deepEqual(codes(many), []);
  assert.match(untrusted(many).join(), /^SOMA3023 .* more than 2,000 layers/);
  const wide = "network A {\n  input x: [1000]\n  output x -> dense(8000)\n}";
  assert.deepEqual(codes(wide), []);
  assert.match(untrusted(wide).join(), /^SOMA3022 .* the most is 5,000,000/);
  const large = "network A {\n  input x: [1, 4096, 4096]\n  output x -> conv2d(8, kernel: 1)\n}";
  assert.deepEqual(codes(large), []);
  assert.match(untrusted(large).join(), /^SOMA3021 .* 8 · 4096 · 4096 = 134217728 .* 67108864/);
});

test("the memory of a run is reckoned before it starts, and says what to turn", () => {
  const text =
    "data d = circle(points: 100000)\nnetwork A {\n  input x: [2]\n  output x -> repeat(4, dense(1000)) -> dense(1)\n}\ntrain A on d { loss: mse; batch: 40000 }";
  const [found, ...more] = check(text).diagnostics;
  assert.deepEqual(more, []);
  assert.match(
    found?.message ?? "",
    /need 1,2\d\d MiB, and may use 1,024 MiB: 46 MiB for the weights.* A `batch` of 3\d{4} would fit/,
  );
});
