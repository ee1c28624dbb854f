/** Imports in order, and names that are renamed where they are imported. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../../language/check/fixes.ts";
import { organizeImports } from "../../../language/ide/organize-imports.ts";
import { isRefusal } from "../../../language/ide/rename.ts";
import { renameImport } from "../../../language/ide/rename-import.ts";
import { type CheckedFile, checkText } from "../../../language/index.ts";

const blocks =
  "const width = 4\nblock A(n) {\n  input x: [n]\n  output x -> dense(n)\n}\nblock B(n) {\n  input x: [n]\n  output x -> dense(n)\n}\n";

function check(text: string): CheckedFile {
  return checkText(text, {
    files: () => undefined,
    file: "main.soma",
    open: (_, path) => (path.endsWith(".soma") ? { file: path.replace("./", ""), text: blocks } : undefined),
  });
}

function organized(text: string): string {
  const edits = organizeImports(check(text));
  return edits.length === 0 ? text : applyEdits(text, edits).text;
}

const network = "network Net {\n  input x: [4]\n  output x -> A(4) -> B(4)\n}\n";

test("imports are sorted, those of one file are one line, and unused names go", () => {
  assert.equal(
    organized(`import width, B from "./b.soma"\n\nimport A from "./a.soma"\n\n${network}`),
    `import A from "./a.soma"\nimport B from "./b.soma"\n\n${network}`,
  );
  assert.equal(
    organized(`import B from "./a.soma"; import A from "./a.soma"\n${network}`),
    `import A, B from "./a.soma"\n${network}`,
  );
  assert.equal(organized(`import width from "./a.soma"\n\nconst a = 1\n`), "const a = 1\n");
});

test("imports in order stay, and so do those with something between them, a mistake, or a file on its way", () => {
  for (const text of [
    `import A, B from "./a.soma"\n${network}`,
    `import B from "./b.soma"\n// Why.\nimport A from "./a.soma"\n${network}`,
    `import B from "./b.soma"\nimport A frm "./a.soma"\n${network}`,
    'import A from "./later"\n',
    network,
  ])
    assert.equal(organized(text), text);
});

/** A name of the imported file, in that file. */
function declared(word: string, file = "a.soma") {
  return { checked: check(blocks), file, offset: blocks.indexOf(word) };
}

function renamed(text: string, word: string, name: string): string {
  const edits = renameImport(check(text), declared(word), name);
  assert.ok(!isRefusal(edits));
  return edits.length === 0 ? text : applyEdits(text, edits).text;
}

test("a name that is renamed in its file is renamed where it is imported", () => {
  const text = `import A, B from "./a.soma"\n${network}`;
  assert.equal(renamed(text, "A(n)", "First"), text.replace("A, B", "First, B").replace("A(4)", "First(4)"));
  assert.deepEqual(renameImport(check(text), declared("A(n)", "other.soma"), "First"), []);
  const clash = renameImport(check(text), declared("A(n)"), "Net");
  assert.ok(isRefusal(clash));
  assert.match(clash.refusal, /another network named `Net`/);
});

test("a parameter that is renamed is renamed in the calls of files that import its block", () => {
  const text = `import A, B from "./a.soma"\n${network.replace("A(4)", "A(n: 4)").replace("B(4)", "B(n: 4)")}`;
  assert.equal(renamed(text, "n) {", "width"), text.replace("A(n: 4)", "A(width: 4)"));
  assert.equal(renamed(`import A from "./a.soma"\n`, "x: [n]", "y"), `import A from "./a.soma"\n`);
});
