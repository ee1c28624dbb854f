/** The language server as it ships, in a process of its own, does what an editor asks of it over stdio. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  Range,
  SemanticTokens,
  SignatureHelp,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { bundlePath } from "../bundles.ts";
import { type LspSession, startLspSession, uriOf } from "./lsp-session.ts";

const folder = mkdtempSync(path.join(tmpdir(), "soma-server-"));
const uri = uriOf(path.join(folder, "a.soma"));
let session: LspSession;

before(async () => {
  session = await startLspSession(bundlePath("server.cjs"), folder);
});

after(async () => {
  const code = await session.close();
  assert.equal(code, 0);
  rmSync(folder, { recursive: true });
});

const images = `network A {
  input x: [1, 28, 28]
  output x -> conv2d(6, kernel: 5) -> flatten -> dense(10): [12]
}
`;

const circle = `/// Points.
data points = circle(points: 100, noise: 0.1)
network Net {
  input x: [2]
  output x -> h1: dense(8, tanh) -> dense(1)
}
train Net on points { loss: binary_cross_entropy; optimizer: adam(lr: 0.01); epochs: 5; seed: 1 }
`;

/** Where `word` starts in the text, `plus` characters further. */
function place(text: string, word: string, plus = 0) {
  const before = text.slice(0, text.indexOf(word) + plus).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function textIn(text: string, { start, end }: Range): string {
  const lines = text.split(/\r?\n/);
  assert.equal(start.line, end.line, "one line");
  return (lines[start.line] ?? "").slice(start.character, end.character);
}

const ask = <Result>(method: string, more: object = {}): Promise<Result> =>
  session.request<Result>(`textDocument/${method}`, { textDocument: { uri }, ...more });

const wordsOf = ({ message }: Diagnostic): string => (typeof message === "string" ? message : message.value);

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

/** Opens a text under a new name, so that no test sees another's document. */
async function opened(
  name: string,
  text: string,
): Promise<{ uri: string; diagnostics: readonly Diagnostic[] }> {
  const named = uriOf(path.join(folder, name));
  return { uri: named, diagnostics: await session.open(named, text) };
}

test("a mistake is reported where it is, with where its sizes come from", async () => {
  const [found, ...others] = await session.open(uri, images);
  assert.deepEqual(others, []);
  assert.ok(found);
  assert.equal(textIn(images, found.range), "12");
  assert.match(wordsOf(found), /12/);
  assert.match(wordsOf(found), /10/);
  assert.ok((found.relatedInformation?.length ?? 0) >= 1);
  assert.ok(found.relatedInformation?.every(({ location }) => location.uri === uri));
});

test("a quick fix, applied, leaves nothing to report", async () => {
  const text = images.replace("dense(10): [12]", "Linear(10)");
  const { uri: named, diagnostics } = await opened("fix.soma", text);
  const [unknown] = diagnostics;
  assert.ok(unknown);
  assert.equal(textIn(text, unknown.range), "Linear");
  const actions = await session.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: named },
    range: unknown.range,
    context: { diagnostics: [unknown] },
  });
  const edits = actions[0]?.edit?.changes?.[named] ?? [];
  assert.ok(edits.length > 0);
  const mended = TextDocument.applyEdits(TextDocument.create(named, "soma", 1, text), edits);
  assert.match(mended, /dense\(10\)/);
  assert.deepEqual(await session.change(named, { ...whole, text: mended }), []);
});

test("the sound file reports nothing", async () => {
  assert.deepEqual(await session.change(uri, { ...whole, text: circle }), []);
});

test("a hover has the layer's shapes and its range", async () => {
  const hover = await ask<Hover>("hover", { position: place(circle, "dense(8", 2) });
  assert.match((hover.contents as MarkupContent).value, /`\[2\]` → `\[8\]`/);
  assert.equal(hover.range && textIn(circle, hover.range), "dense");
});

test("completion behind an arrow replaces the word that is being typed", async () => {
  const items = await ask<CompletionItem[]>("completion", { position: place(circle, "dense(8", 3) });
  const dense = items.find(({ label }) => label === "dense");
  assert.ok(dense?.textEdit && "range" in dense.textEdit);
  assert.equal(textIn(circle, dense.textEdit.range), "dense");
  assert.match(dense.textEdit.newText, /^dense\(\$\{1:units\}\)$/);
  assert.equal(dense.labelDetails?.description, "→ [units]");
});

test("a space asks for something behind a colon, and for nothing in an indentation", async () => {
  const context = { triggerKind: 2, triggerCharacter: " " };
  const at = (position: object) => ask<CompletionItem[]>("completion", { position, context });
  assert.ok((await at(place(circle, "loss: ", 6))).length > 3);
  assert.deepEqual(await at(place(circle, "  input", 2)), []);
});

test("signature help marks the attribute", async () => {
  const help = await ask<SignatureHelp>("signatureHelp", { position: place(circle, "tanh", 0) });
  assert.match(help.signatures[0]?.label ?? "", /^dense\(units/);
  assert.equal(help.activeParameter, 1);
});

test("inlay hints show shapes and parameters", async () => {
  const hints = await ask<InlayHint[]>("inlayHint", { range: whole });
  assert.deepEqual(
    hints.map(({ label }) => label),
    ["[8] · 24 parameters", "[1] · 9 parameters"],
  );
});

test("symbols nest layers in their network", async () => {
  const symbols = await ask<DocumentSymbol[]>("documentSymbol");
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ["points", "Net", "Net"],
  );
  const output = symbols[1]?.children?.find(({ name }) => name === "output");
  assert.equal(output?.children?.[0]?.name, "h1: dense");
});

test("semantic tokens decode to the words they colour", async () => {
  const { data } = await ask<SemanticTokens>("semanticTokens/full");
  const lines = circle.split("\n");
  let line = 0;
  let character = 0;
  const words: string[] = [];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0] = data.slice(i, i + 3);
    character = down === 0 ? character + right : right;
    line += down;
    words.push(lines[line]?.slice(character, character + length) ?? "");
  }
  assert.deepEqual(words.slice(0, 7), ["points", "circle", "points", "noise", "Net", "x", "x"]);
  assert.ok(words.includes("h1") && words.includes("tanh"));
});

test("a definition, its uses and lenses", async () => {
  const position = place(circle, "on points", 4);
  const [definition] = await ask<Location[]>("definition", { position });
  assert.ok(definition);
  assert.deepEqual(definition.range.start, place(circle, "data points", 5));
  const uses = await ask<Location[]>("references", { position, context: { includeDeclaration: true } });
  assert.equal(uses.length, 2);
  const lenses = await ask<CodeLens[]>("codeLens");
  assert.deepEqual(
    lenses.map(({ command }) => command?.command),
    ["soma.train", "soma.openLab"],
  );
  assert.deepEqual(lenses[0]?.command?.arguments, [{ uri, experiment: "Net" }]);
});

const table = (label: string): string => `data rows = csv("rows.csv", label: ${label})
network Net { input x: [2]; output x -> dense(2) }
train Net on rows { loss: cross_entropy; epochs: 1; seed: 1 }
`;

test("a data file arrives after the first diagnostics, and again when it changes", async () => {
  const rows = path.join(folder, "rows.csv");
  writeFileSync(rows, "a,b,kind\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n");
  const named = uriOf(path.join(folder, "csv.soma"));
  const arrived = async (cause: () => Promise<unknown>): Promise<readonly Diagnostic[]> => {
    const first = session.next(named);
    await cause();
    return first;
  };
  await session.open(named, table("sort"));
  const [unknown] = await session.next(named);
  assert.ok(unknown);
  assert.match(wordsOf(unknown), /sort/);
  writeFileSync(rows, "a,b,sort\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n");
  const changed = { changes: [{ uri: uriOf(rows), type: 2 }] };
  const left = await arrived(() =>
    session.connection.sendNotification("workspace/didChangeWatchedFiles", changed),
  );
  assert.deepEqual(
    left.filter(({ severity }) => severity === 1),
    [],
  );
});

test("a data file that is not there is said where it is named", async () => {
  const text = table("kind").replace("rows.csv", "nowhere.csv");
  const named = uriOf(path.join(folder, "missing.soma"));
  await session.open(named, text);
  const [missing] = await session.next(named);
  assert.ok(missing);
  assert.match(wordsOf(missing), /nowhere\.csv/);
  assert.match(wordsOf(missing), /no such file/);
});

test("ranges count lines that end in CRLF, and emoji as two units", async () => {
  const text = images
    .replace("  output", "  // 😀\n  y = x -> relu /* 😀 */\n  output")
    .replace("/* 😀 */", "")
    .replaceAll("\n", "\r\n");
  const { diagnostics } = await opened("crlf.soma", text);
  const wrong = diagnostics.find((each) => wordsOf(each).includes("12"));
  assert.ok(wrong);
  assert.equal(textIn(text, wrong.range), "12");
  const emoji = 'data a = csv("😀.csv", lable: x)\n';
  const { diagnostics: found } = await opened("emoji.soma", emoji);
  const typo = found.find((each) => wordsOf(each).includes("lable"));
  assert.ok(typo);
  assert.equal(textIn(emoji, typo.range), "lable");
});

test("closing a document takes its diagnostics away", async () => {
  const { uri: named, diagnostics } = await opened("closed.soma", images);
  assert.equal(diagnostics.length, 1);
  const left = session.next(named);
  await session.connection.sendNotification("textDocument/didClose", { textDocument: { uri: named } });
  assert.deepEqual(await left, []);
});
