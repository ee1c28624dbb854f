/** How texts look once they are formatted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../../language/check/fixes.ts";
import { formatRange, formatTyped, parse } from "../../../language/index.ts";
import { formatted } from "./formatted.ts";

test("signs have a space on both sides, brackets of calls none", () => {
  const text = "const a=( 1+2 )*-3**2 div 4 ;const b = [1 ,2]\n";
  assert.equal(formatted(text), "const a = (1 + 2) * -3 ** 2 div 4\nconst b = [1, 2]\n");
  const call = "network Net( a,b=2 ){input x:[ a ]\noutput x->h : dense ( b ,tanh )}";
  assert.equal(
    formatted(call),
    "network Net(a, b = 2) {\n  input x: [a]\n  output x -> h: dense(b, tanh)\n}\n",
  );
});

test("stages stay on the lines where the author grouped them", () => {
  const text =
    "network Net {\n  input x: [2]\n  y = x -> dense(8) -> relu\n   -> dense(1)\n  output y -> dense(1)\n}\n";
  assert.equal(
    formatted(text),
    "network Net {\n  input x: [2]\n  y = x -> dense(8) -> relu\n    -> dense(1)\n  output y -> dense(1)\n}\n",
  );
});

test("a pipeline that is longer than 100 columns is broken", () => {
  const stages = Array.from({ length: 9 }, (_, index) => `dense(${index + 10})`);
  const text = `network Net {\n  input x: [2]\n  output x -> ${stages.join(" -> ")}\n}\n`;
  const broken = stages.map((stage) => `\n    -> ${stage}`).join("");
  assert.equal(formatted(text), `network Net {\n  input x: [2]\n  output x${broken}\n}\n`);
  const shorter = `network Net {\n  input x: [2]\n  output x -> ${stages.slice(0, 6).join(" -> ")}\n}\n`;
  assert.equal(formatted(shorter), shorter);
});

test("settings beside each other stay so where they fit", () => {
  const kept = "train Net on points {\n  loss: mse; epochs: 5\n  seed: 1\n}\n";
  assert.equal(formatted(kept), kept);
  assert.equal(
    formatted("train Net on points { loss: mse;epochs: 5; }\n"),
    "train Net on points { loss: mse; epochs: 5 }\n",
  );
  const long = Array.from({ length: 9 }, (_, index) => `setting_${index}: ${index}`);
  assert.equal(
    formatted(`train Net on points {\n  ${long.join("; ")};\n}\n`),
    `train Net on points {\n${long.map((line) => `  ${line}\n`).join("")}}\n`,
  );
});

test("comments stay where they are, aligned ones in their column", () => {
  const text =
    "network Net {   // a network\n\n\n input x: [2]      // two numbers\n     // what comes out\n  output x -> dense(1) // one\n\n}\n";
  assert.equal(
    formatted(text),
    "network Net { // a network\n  input x: [2]     // two numbers\n  // what comes out\n  output x -> dense(1) // one\n}\n".replace(
      "{ // a network",
      "{   // a network",
    ),
  );
});

test("one empty line at most", () => {
  assert.equal(
    formatted("\n\nconst a = 1\n\n\n\nconst b = 2\nconst c = 3\n\n"),
    "const a = 1\n\nconst b = 2\nconst c = 3\n",
  );
  assert.equal(formatted("  \n"), "");
});

test("line ends are kept", () => {
  const text = "const a=1\r\nnetwork Net {\r\n input x: [2]; output x -> dense(1)\r\n\r\n}\r\n";
  assert.equal(
    formatted(text),
    "const a = 1\r\nnetwork Net {\r\n  input x: [2]; output x -> dense(1)\r\n}\r\n",
  );
});

test("brackets keep the lines that the author gave them", () => {
  const text = "data corners = points([\n[0, 0] -> 0,\n      [1, 1]->1,\n])\n";
  assert.equal(formatted(text), "data corners = points([\n  [0, 0] -> 0,\n  [1, 1] -> 1,\n])\n");
});

test("a declaration with a mistake stays as it is, the others are formatted", () => {
  const text = "const a=1\nnetwork Net {\n input x:[2\n output   x\n}\n\n\n\nconst b=2\n";
  const once = formatted(text);
  assert.ok(once.startsWith("const a = 1\n"));
  assert.ok(once.includes(" input x:[2\n output   x\n}\n"));
  assert.ok(once.endsWith("const b = 2\n"));
});

test("a range is formatted by whole lines", () => {
  const text = "const a=1\nconst b=2\nconst c=3\n";
  const start = text.indexOf("b");
  const edits = formatRange(parse(text), { start, end: start });
  assert.equal(applyEdits(text, edits).text, "const a=1\nconst b = 2\nconst c=3\n");
});

test("typing formats what is finished and leaves the cursor's white space alone", () => {
  const typed = (text: string, sign: string): string => {
    const offset = text.indexOf("│");
    const plain = text.replace("│", "");
    const edits = formatTyped(parse(plain), offset, sign);
    return edits.length === 0 ? plain : applyEdits(plain, edits).text;
  };
  assert.equal(
    typed("network Net{\ninput x:[2]\n output x -> dense( 1 )\n}│  \nconst a=1\n", "}"),
    "network Net {\n  input x: [2]\n  output x -> dense(1)\n}  \nconst a=1\n",
  );
  assert.equal(
    typed("train Net on points {\n   loss:mse;│\n  seed:1\n}\n", ";"),
    "train Net on points {\n  loss: mse;\n  seed:1\n}\n",
  );
  assert.equal(
    typed("network Net {\n  input x:[2]\n  │\n  output x->dense(1)\n}\n", "\n"),
    "network Net {\n  input x: [2]\n  \n  output x->dense(1)\n}\n",
  );
});
