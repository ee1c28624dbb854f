/** `soma check` and `soma inspect`: the text that people read, and the JSON that programs read. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { assertNoBug, folderWith, soma } from "./soma.ts";

const fixtures = "test/cli/fixtures";

/** Compares with the text in a file, or writes it with `--update`. */
function assertText(actual: string, file: string): void {
  if (process.env.SOMA_UPDATE === "1") writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, "utf8"));
}

test("the text of every fixture", () => {
  const sources = readdirSync(fixtures).filter((name) => name.endsWith(".soma"));
  assert.ok(sources.length >= 4);
  for (const source of sources) {
    const outcome = soma(["check", source], { cwd: fixtures });
    assertNoBug(outcome);
    assertText(outcome.out, `${fixtures}/${source.replace(".soma", ".check.txt")}`);
    const inspected = soma(["inspect", source], { cwd: fixtures });
    assertNoBug(inspected);
    assertText(inspected.out, `${fixtures}/${source.replace(".soma", ".inspect.txt")}`);
  }
});

test("every example is free of errors and warnings", () => {
  const examples = readdirSync("examples").filter((name) => name.endsWith(".soma"));
  assert.ok(examples.length >= 12);
  const { code, out } = soma(["check", ...examples.map((name) => `examples/${name}`)]);
  assert.equal(code, 0, out);
  assert.match(out, new RegExp(`${examples.length} files checked: 0 errors, 0 warnings`));
});

test("the JSON has the agreed form", () => {
  const { code, out } = soma(["check", "flatten.soma", "--format", "json"], { cwd: fixtures });
  assert.equal(code, 1);
  const report = JSON.parse(out);
  assert.deepEqual(Object.keys(report), ["schemaVersion", "files"]);
  assert.equal(report.schemaVersion, 1);
  const [file] = report.files;
  assert.deepEqual(Object.keys(file), ["path", "diagnostics"]);
  assert.equal(file.path, "flatten.soma");
  const text = readFileSync(`${fixtures}/flatten.soma`, "utf8").split("\n");
  assert.ok(file.diagnostics.length > 0);
  for (const diagnostic of file.diagnostics) {
    assert.deepEqual(Object.keys(diagnostic), ["code", "severity", "message", "range", "related", "fixes"]);
    assert.match(diagnostic.code, /^SOMA\d{4}$/);
    const { start, end } = diagnostic.range;
    assert.equal(start.line, end.line);
    assert.match(text[start.line]!.slice(start.character, end.character), /\w/);
    for (const related of diagnostic.related)
      assert.deepEqual(Object.keys(related), ["message", "path", "range"]);
    for (const fix of diagnostic.fixes) {
      assert.deepEqual(Object.keys(fix), ["title", "edits"]);
      for (const edit of fix.edits) assert.deepEqual(Object.keys(edit), ["range", "newText"]);
    }
  }
  assert.ok(file.diagnostics.some(({ fixes }: { fixes: unknown[] }) => fixes.length > 0));
});

test("applying the first fix removes the finding", (t) => {
  const text = readFileSync(`${fixtures}/flatten.soma`, "utf8");
  const report = JSON.parse(soma(["check", "flatten.soma", "--format", "json"], { cwd: fixtures }).out);
  const [fix] = report.files[0].diagnostics[0].fixes;
  const lines = text.split("\n");
  const offsetOf = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  const edits = [...fix.edits].sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start));
  let fixed = text;
  for (const { range, newText } of edits) {
    fixed = fixed.slice(0, offsetOf(range.start)) + newText + fixed.slice(offsetOf(range.end));
  }
  const cwd = folderWith(t, { "flatten.soma": fixed });
  assert.equal(soma(["check", "flatten.soma"], { cwd }).code, 0);
});

test("line ends, tabs and signs beyond the basic plane keep their columns", (t) => {
  const text = "// 🧠\r\nnetwork Net {\r\tinput x: [2]\n\toutput x -> dens(3)\r\n}\r\n";
  const cwd = folderWith(t, { "odd.soma": text, "bom.soma": `\ufeff${text}` });
  for (const file of ["odd.soma", "bom.soma"]) {
    const { out } = soma(["check", file], { cwd });
    assert.match(out, /soma:4:14 error/);
    const [, excerpt, marks] = out.split("\n");
    assert.equal(marks?.indexOf("^"), excerpt?.indexOf("dens"));
  }
});

test("a file of one long line or of thousands of mistakes is answered soon and briefly", (t) => {
  const cwd = folderWith(t, {
    "line.soma": `network Net { input x: [2]; output x ${"-> dens(3) ".repeat(50_000)} }`,
    "many.soma": "network Net {\n  input x: [2]\n  output x -> dens(3)\n}\n".repeat(2000),
    "brackets.soma": "(".repeat(200_000),
  });
  for (const file of ["line.soma", "many.soma", "brackets.soma"]) {
    const outcome = soma(["check", file], { cwd });
    assert.equal(outcome.code, 1);
    assertNoBug(outcome);
    assert.ok(outcome.out.length < 400_000, `${outcome.out.length} characters`);
  }
});

test("control characters and turned text do not reach the terminal", (t) => {
  const cwd = folderWith(t, {
    "odd.soma": "network Net { input x: [2]; output x -> \u001b[2Jdens(3) \u202e }\n",
  });
  const { out } = soma(["check", "odd.soma"], { cwd });
  assert.ok(!out.includes("\u001b") && !out.includes("\u202e"), JSON.stringify(out));
});
