/** `soma fmt`: what it writes, what it says, and with which exit code it ends. */
import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { assertNoBug, folderWith, soma } from "./soma.ts";

const careless = "const a=1\nnetwork Net{\n input x:[2];output x->dense(1)}\n";
const tidy = "const a = 1\nnetwork Net {\n  input x: [2]; output x -> dense(1)\n}\n";

test("every example is formatted already", () => {
  const examples = readdirSync("examples").filter((name) => name.endsWith(".soma"));
  assert.ok(examples.length > 8);
  const outcome = soma(["fmt", "--check", ...examples.map((name) => `examples/${name}`)]);
  assert.deepEqual(outcome, { code: 0, out: "", err: "" });
});

test("--check names what would change and writes nothing; without it the file is written", (context) => {
  const cwd = folderWith(context, { "a.soma": careless, "b.soma": tidy });
  const check = soma(["fmt", "--check", "a.soma", "b.soma"], { cwd });
  assert.deepEqual(check, { code: 1, out: "a.soma: would be formatted\n", err: "" });
  assert.equal(readFileSync(path.join(cwd, "a.soma"), "utf8"), careless);
  const written = soma(["fmt", "a.soma", "b.soma"], { cwd });
  assert.deepEqual(written, { code: 0, out: "a.soma: formatted\n", err: "" });
  assert.equal(readFileSync(path.join(cwd, "a.soma"), "utf8"), tidy);
  assert.deepEqual(soma(["fmt", "a.soma"], { cwd }), { code: 0, out: "", err: "" });
});

test("what holds a syntax error stays as it is, and that is said", (context) => {
  const broken = "network Net {\n input x:[2\n output   x\n}\n";
  const cwd = folderWith(context, { "a.soma": `const a=1\n${broken}` });
  const { code, out, err } = soma(["fmt", "a.soma"], { cwd });
  assert.equal(code, 1);
  assert.equal(out, "a.soma: formatted\n");
  assert.match(err, /a\.soma: what holds a syntax error was left as it is/);
  assert.equal(readFileSync(path.join(cwd, "a.soma"), "utf8"), `const a = 1\n${broken}`);
});

test("a file that cannot be read or written ends with 2, and the others are formatted", (context) => {
  const cwd = folderWith(context, { "a.soma": careless, "locked.soma": careless });
  const missing = soma(["fmt", "nowhere.soma", "a.soma"], { cwd });
  assert.equal(missing.code, 2);
  assert.match(missing.err, /nowhere\.soma does not exist/);
  assert.equal(missing.out, "a.soma: formatted\n");
  chmodSync(path.join(cwd, "locked.soma"), 0o444);
  if (process.getuid?.() === 0) return;
  const locked = soma(["fmt", "locked.soma"], { cwd });
  assert.equal(locked.code, 2);
  assert.match(locked.err, /locked\.soma cannot be written/);
  assertNoBug(locked);
});
