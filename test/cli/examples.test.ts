/** Every example trains from the command line to what it says it reaches. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { soma } from "./soma.ts";

const examples = readdirSync("examples").filter((name) => name.endsWith(".soma"));

test("there are examples", () => assert.ok(examples.length >= 12));

for (const name of examples) {
  test(`${name} keeps its word`, () => {
    const text = readFileSync(`examples/${name}`, "utf8");
    assert.match(text, /^ *expect /m, "an example says what is to be expected");
    const { code, out, err } = soma(["train", `examples/${name}`]);
    assert.equal(code, 0, out + err);
    assert.equal((out.match(/holds /g) ?? []).length, (text.match(/^ *expect /gm) ?? []).length);
  });
}

for (const name of ["iris", "digits", "digits-cnn"]) {
  test(`${name} is right on at least 95 % of rows it never saw`, () => {
    const { out } = soma(["train", `examples/${name}.soma`, "--json"]);
    const { metrics } = JSON.parse(out.trim().split("\n").at(-1)!);
    assert.ok(metrics.test.accuracy >= 0.95, `${metrics.test.accuracy}`);
  });
}
