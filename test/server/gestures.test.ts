/** Every gesture beyond reading and typing, asked of the server as it ships, over stdio. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  DocumentLink,
  FoldingRange,
  Hover,
  Location,
  MarkupContent,
  Range,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { bundlePath } from "../bundles.ts";
import { type LspSession, startLspSession, uriOf } from "./lsp-session.ts";

const folder = mkdtempSync(path.join(tmpdir(), "soma-gestures-"));
let session: LspSession;

before(async () => {
  session = await startLspSession(bundlePath("server.cjs"), folder);
});

after(async () => {
  assert.equal(await session.close(), 0);
  rmSync(folder, { recursive: true });
});

/** A document that the server has open. */
interface Opened {
  readonly uri: string;
  readonly text: string;
  /** Where a word starts, `plus` characters further. */
  readonly place: (word: string, plus?: number) => Range["start"];
  readonly textIn: (range: Range) => string;
  readonly ask: <Result>(method: string, more?: object) => Promise<Result>;
  readonly with: (edits: readonly TextEdit[]) => string;
}

async function opened(name: string, text: string): Promise<Opened> {
  const uri = uriOf(path.join(folder, name));
  await session.open(uri, text);
  const document = TextDocument.create(uri, "soma", 1, text);
  return {
    uri,
    text,
    place: (word, plus = 0) => {
      assert.ok(text.includes(word), word);
      return document.positionAt(text.indexOf(word) + plus);
    },
    textIn: (range) => document.getText(range),
    ask: (method, more = {}) => session.request(`textDocument/${method}`, { textDocument: { uri }, ...more }),
    with: (edits) => TextDocument.applyEdits(document, [...edits]),
  };
}

const editsOf = (edit: WorkspaceEdit | undefined, { uri }: Opened): readonly TextEdit[] => {
  const edits = edit?.changes?.[uri];
  assert.ok(edits);
  return edits;
};

const careless = "data points=circle(points:100)\nnetwork Net {\n input x:[2]\n output x->dense(1)\n}\n";
const options = { tabSize: 2, insertSpaces: true };

test("formatting lays the whole file out, a range of it, or what was typed", async () => {
  const file = await opened("careless.soma", careless);
  const all = file.with(await file.ask<TextEdit[]>("formatting", { options }));
  assert.equal(
    all,
    "data points = circle(points: 100)\nnetwork Net {\n  input x: [2]\n  output x -> dense(1)\n}\n",
  );
  const range = { start: file.place("input"), end: file.place("input", 3) };
  const part = file.with(await file.ask<TextEdit[]>("rangeFormatting", { range, options }));
  assert.equal(part, careless.replace(" input x:[2]", "  input x: [2]"));
  const typed = { position: file.place("}", 1), ch: "}", options };
  const declaration = file.with(await file.ask<TextEdit[]>("onTypeFormatting", typed));
  assert.equal(declaration, all.replace("points = circle(points: 100)", "points=circle(points:100)"));
});

const tidy = `data points = circle(points: 100)
data table = csv("rows/a b.csv", label: kind)

block Twice(width) {
  input x: [width]
  y = x -> dense(width, tanh)
  output y -> dense(width)
}

network Net {
  input x: [2]
  output x
    -> Twice(2)
    -> h1: dense(8)
    -> dense(1)
}

train Net on points { loss: binary_cross_entropy; optimizer: adam(lr: 0.01); epochs: 5; seed: 1 }
`;

test("renaming first says what is renamed, then does it everywhere", async () => {
  const file = await opened("rename.soma", tidy);
  const position = file.place("Twice(2)", 2);
  const found = await file.ask<{ range: Range; placeholder: string }>("prepareRename", { position });
  assert.equal(found.placeholder, "Twice");
  assert.equal(file.textIn(found.range), "Twice");
  const edit = await file.ask<WorkspaceEdit>("rename", { position, newName: "Double" });
  assert.equal(file.with(editsOf(edit, file)), tidy.replaceAll("Twice", "Double"));
});

const shared = "block Shared(n) {\n  input x: [n]\n  output x -> dense(n)\n}\n";
const importer = `import Unused from "./shared.soma"
import Shared from "./shared.soma"

network Net {
  input x: [2]
  output x -> Shared(2)
}
`;

/** The importing document once the file it imports from is read. */
async function openedImporter(name: string): Promise<Opened> {
  writeFileSync(path.join(folder, "shared.soma"), shared);
  const arrived = session.next(uriOf(path.join(folder, name)));
  const file = await opened(name, importer);
  await arrived;
  // The imported file is read after the first diagnostics.
  for (let tries = 0; tries < 100; tries++) {
    const [found] = await file.ask<Location[]>("definition", { position: file.place("Shared(2)", 1) });
    if (found?.uri.endsWith("shared.soma")) return file;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return assert.fail("the imported file was read");
}

test("a block is renamed in its file and in open files that import it", async () => {
  const importing = await openedImporter("importer.soma");
  const file = await opened("shared.soma", shared);
  const position = file.place("Shared", 1);
  const edit = await file.ask<WorkspaceEdit>("rename", { position, newName: "Common" });
  assert.equal(file.with(editsOf(edit, file)), shared.replace("Shared", "Common"));
  assert.equal(importing.with(editsOf(edit, importing)), importer.replaceAll(" Shared", " Common"));
  const there = { position: importing.place("Shared(2)", 1), newName: "Common" };
  await assert.rejects(importing.ask("rename", there), /declared in another file/);
});

test("imports are put in order when that is asked for", async () => {
  const file = await openedImporter("organize.soma");
  const [organize] = await actions(file, { line: 0, character: 0 }, ["source.organizeImports"]);
  assert.equal(
    file.with(editsOf(organize?.edit, file)),
    importer.replace(/^.*\n.*\n/, 'import Shared, Unused from "./shared.soma"\n'),
  );
});

test("renaming what cannot be renamed is refused in words", async () => {
  const file = await opened("refuse.soma", tidy);
  const refused = (method: string, more: object, words: RegExp) =>
    assert.rejects(file.ask(method, more), (error: Error) => words.test(error.message));
  await refused("prepareRename", { position: file.place("dense(8)") }, /comes with the language/);
  await refused("prepareRename", { position: file.place("network") }, /word of the language/);
  await refused("rename", { position: file.place("Twice"), newName: "Net" }, /another network/);
});

test("declaration and type definition lead to where a tensor is named, and where it is born", async () => {
  const file = await opened("birth.soma", tidy);
  const position = file.place("output y", 7);
  const [declared] = await file.ask<Location[]>("declaration", { position });
  assert.deepEqual(declared?.range.start, file.place("y = x"));
  const [born] = await file.ask<Location[]>("typeDefinition", { position });
  assert.ok(born);
  assert.deepEqual(born.range.start, file.place("dense(width, tanh)"));
  assert.equal(file.textIn(born.range), "dense");
});

test("folding, selections and links", async () => {
  const file = await opened("layout.soma", tidy);
  const folds = await file.ask<FoldingRange[]>("foldingRange");
  assert.deepEqual(
    folds.map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [3, 6],
      [9, 14],
      [11, 14],
    ],
  );
  const positions = [file.place("dense(8)", 6), file.place("points")];
  const selections = await file.ask<SelectionRange[]>("selectionRange", { positions });
  assert.deepEqual(
    selections.map(({ range }) => file.textIn(range)),
    ["8", "points"],
  );
  let outermost = selections[0];
  while (outermost?.parent) outermost = outermost.parent;
  assert.ok(outermost);
  assert.equal(file.textIn(outermost.range), tidy);
  const [link, ...others] = await file.ask<DocumentLink[]>("documentLink");
  assert.deepEqual(others, []);
  assert.ok(link);
  assert.equal(file.textIn(link.range), "rows/a b.csv");
  assert.equal(link.target, uriOf(path.join(folder, "rows", "a b.csv")));
});

test("colours of the part in sight, and only what changed since", async () => {
  const file = await opened("colours.soma", tidy);
  const all = await file.ask<SemanticTokens>("semanticTokens/full");
  const range = { start: file.place("network"), end: file.place("train") };
  const part = await file.ask<SemanticTokens>("semanticTokens/range", { range });
  assert.ok(part.data.length > 20 && part.data.length < all.data.length);
  assert.equal(part.data[0], range.start.line, "lines are counted from the start of the document");
  assert.ok(all.data.join().includes(part.data.slice(5).join()));
  const word = { start: file.place("Twice(2)"), end: file.place("Twice(2)", 5) };
  await session.change(file.uri, { ...word, text: "flatten -> relu" });
  const previousResultId = all.resultId;
  const delta = await file.ask<SemanticTokensDelta>("semanticTokens/full/delta", { previousResultId });
  const patched = [...all.data];
  assert.equal(delta.edits.length, 1);
  for (const { start, deleteCount, data = [] } of delta.edits) patched.splice(start, deleteCount, ...data);
  const now = await file.ask<SemanticTokens>("semanticTokens/full");
  assert.deepEqual(patched, now.data);
  assert.ok((delta.edits[0]?.data?.length ?? 0) < now.data.length / 2, "less than everything is sent");
  const same = await file.ask<SemanticTokensDelta>("semanticTokens/full/delta", {
    previousResultId: now.resultId,
  });
  assert.deepEqual(same.edits, []);
  const lost = await file.ask<SemanticTokens>("semanticTokens/full/delta", { previousResultId: "unknown" });
  assert.deepEqual(lost.data, now.data);
});

test("calls between blocks, networks and trainings", async () => {
  const file = await opened("calls.soma", tidy);
  const [block] = await file.ask<CallHierarchyItem[]>("prepareCallHierarchy", {
    position: file.place("Twice(2)"),
  });
  assert.equal(block?.name, "Twice");
  const incoming = await session.request<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", {
    item: block,
  });
  assert.deepEqual(
    incoming.map(({ from, fromRanges }) => [from.name, fromRanges.map(file.textIn)]),
    [["Net", ["Twice"]]],
  );
  const outgoing = await session.request<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", {
    item: incoming[0]?.from,
  });
  assert.deepEqual(
    outgoing.map(({ to }) => to.name),
    ["Twice"],
  );
});

test("names are found in every open document", async () => {
  await opened("first.soma", "const first_width = 8\n");
  await opened("second.soma", "const second_width = 8\n");
  const found = await session.request<WorkspaceSymbol[]>("workspace/symbol", { query: "cWidth" });
  assert.deepEqual(
    found.map(({ name }) => name),
    ["second_width"],
  );
  const both = await session.request<WorkspaceSymbol[]>("workspace/symbol", { query: "s_width" });
  assert.equal(both.length, 2);
});

async function actions(
  file: Opened,
  position: Range["start"],
  only?: readonly string[],
): Promise<CodeAction[]> {
  const context = { diagnostics: [], ...(only && { only }) };
  return file.ask("codeAction", { range: { start: position, end: position }, context });
}

test("refactorings are offered where they fit, and by kind", async () => {
  const file = await opened("refactor.soma", tidy);
  const all = await actions(file, file.place("y = x"));
  assert.deepEqual(
    all.map(({ kind }) => kind),
    ["refactor.inline", "refactor.rewrite"],
  );
  const [inline, ...others] = await actions(file, file.place("y = x"), ["refactor.inline"]);
  assert.deepEqual(others, []);
  assert.equal(
    file.with(editsOf(inline?.edit, file)),
    tidy
      .replace("  y = x -> dense(width, tanh)\n", "")
      .replace("output y ->", "output x -> dense(width, tanh) ->"),
  );
});

test("everything that can be mended is mended when that is asked for", async () => {
  const file = await opened("mend.soma", tidy.replace("dense(8)", "Linear(8)").replace("entropy", "entrpy"));
  const [mend, ...others] = await actions(file, { line: 0, character: 0 }, ["source.fixAll"]);
  assert.deepEqual(others, []);
  assert.equal(file.with(editsOf(mend?.edit, file)), tidy);
  const sound = await opened("sound.soma", tidy);
  assert.deepEqual(await actions(sound, { line: 0, character: 0 }, ["source.fixAll"]), []);
});

test("a hover on a number says what it decides", async () => {
  const file = await opened("what-if.soma", tidy);
  const hover = await file.ask<Hover>("hover", { position: file.place("dense(8)", 6) });
  assert.match((hover.contents as MarkupContent).value, /With `16` instead of `8`:\n\n- `h1`: `\[8\]`/);
  assert.equal(hover.range && file.textIn(hover.range), "8");
});

test("a document that is not open gets empty answers", async () => {
  const textDocument = { uri: uriOf(path.join(folder, "nowhere.soma")) };
  const position = { line: 3, character: 7 };
  const asked: readonly (readonly [string, unknown])[] = [
    ["formatting", []],
    ["foldingRange", []],
    ["documentLink", []],
    ["typeDefinition", []],
    ["prepareRename", null],
    ["prepareCallHierarchy", null],
  ];
  for (const [method, empty] of asked)
    assert.deepEqual(
      await session.request(`textDocument/${method}`, { textDocument, position, options }),
      empty,
    );
});
