/** The language server outlives whatever an editor or a file does to it, and answers the next request as if nothing had been. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic, DocumentSymbol, Hover } from "vscode-languageserver/node";
import { bundlePath } from "../bundles.ts";
import { type LspSession, launch, startLspSession, uriOf } from "./lsp-session.ts";

const server = bundlePath("server.cjs");
const sound = "network A {\n  input x: [4]\n  output x -> dense(3)\n}\n";
const uri = uriOf("examples/hostile.soma");

/** A session that must still answer about a sound document when the body is done. */
async function surviving(body: (session: LspSession) => Promise<void>): Promise<void> {
  const session = await startLspSession(server);
  try {
    await body(session);
    const textDocument = { uri: uriOf("examples/healthy.soma") };
    assert.deepEqual(await session.open(textDocument.uri, sound), []);
    const position = { line: 2, character: 16 };
    const hover = await session.request<Hover>("textDocument/hover", { textDocument, position });
    assert.match(JSON.stringify(hover.contents), /dense/);
    assert.equal(await session.close(), 0);
  } finally {
    session.process.kill();
  }
}

const positional = ["hover", "completion", "signatureHelp", "definition", "references", "documentHighlight"];
const plain = ["documentSymbol", "codeLens", "semanticTokens/full", "inlayHint", "codeAction"];
const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } };
const context = { includeDeclaration: true, diagnostics: [] };

test("places that do not exist", () =>
  surviving(async (session) => {
    await session.open(uri, sound);
    for (const method of positional)
      for (const [line, character] of [
        [99, 99],
        [-5, -1],
        [0, 2 ** 31 - 1],
      ])
        await session.request(`textDocument/${method}`, {
          textDocument: { uri },
          position: { line, character },
          context,
        });
    const beyond = { start: { line: 50, character: 0 }, end: { line: 90, character: 0 } };
    const hints = { textDocument: { uri }, range: beyond };
    assert.deepEqual(await session.request("textDocument/inlayHint", hints), []);
  }));

test("documents that are not open", () =>
  surviving(async (session) => {
    const textDocument = { uri: "untitled:nowhere" };
    for (const method of positional) {
      const position = { line: 0, character: 0 };
      const answer = await session.request(`textDocument/${method}`, { textDocument, position, context });
      assert.ok(answer === null || (Array.isArray(answer) && answer.length === 0), method);
    }
    for (const method of plain) {
      const answer = await session.request(`textDocument/${method}`, { textDocument, range, context });
      const { data = answer } = answer as { data?: unknown };
      assert.deepEqual(data, [], method);
    }
  }));

test("parameters that are missing or of another type", () =>
  surviving(async (session) => {
    await session.open(uri, sound);
    const wrong = [null, {}, { textDocument: null }, { textDocument: { uri: 7 }, position: "here" }];
    for (const method of [...positional, ...plain])
      for (const parameters of wrong)
        await session.request(`textDocument/${method}`, parameters).catch(({ code }) => {
          assert.equal(typeof code, "number", `${method} answers with an error of the protocol`);
        });
    await assert.rejects(session.request("textDocument/unheardOf", {}), { code: -32601 });
  }));

test("a request before initialize is refused", async () => {
  const { connection, ended } = launch(server);
  connection.listen();
  const early = connection.sendRequest("textDocument/hover", {
    textDocument: { uri },
    position: { line: 0, character: 0 },
  });
  await assert.rejects(early, { code: -32002 });
  await connection.sendNotification("exit");
  assert.equal(await ended, 1);
});

test("exit without shutdown is 1, and the process ends when its input does", async () => {
  const first = launch(server);
  first.connection.listen();
  await first.connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  await first.connection.sendNotification("exit");
  assert.equal(await first.ended, 1);
  const second = launch(server);
  second.connection.listen();
  await second.connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  second.process.stdin?.end();
  assert.equal(await second.ended, 1);
});

const codes = (diagnostics: readonly Diagnostic[]): readonly unknown[] => [
  ...new Set(diagnostics.map(({ code }) => code)),
];

test("empty documents, and those with nothing but space and comments", () =>
  surviving(async (session) => {
    for (const [index, text] of ["", " \n\t\r\n", "// Nothing yet.\n", "\uFEFF"].entries()) {
      const named = uriOf(`examples/empty-${index}.soma`);
      const errors = (await session.open(named, text)).filter(({ severity }) => severity === 1);
      assert.deepEqual(errors, [], JSON.stringify(text));
      const textDocument = { uri: named };
      const outline = await session.request<DocumentSymbol[]>("textDocument/documentSymbol", {
        textDocument,
      });
      assert.deepEqual(outline, []);
      assert.deepEqual(await session.request("textDocument/codeLens", { textDocument }), []);
    }
  }));

test("a document that is not text has one diagnostic", () =>
  surviving(async (session) => {
    const bytes = Array.from({ length: 20_000 }, (_, index) => String.fromCharCode((index * 7919) % 256));
    assert.deepEqual(codes(await session.open(uri, bytes.join(""))), ["SOMA1015"]);
  }));

test("long documents are checked in part, and longer ones not at all", () =>
  surviving(async (session) => {
    const broken = "network A {\n  input x: [4]\n  output x -> nowhere(3\n}\n";
    const long = sound.repeat(Math.ceil(1.2e6 / sound.length)) + broken;
    const inPart = await session.open(uriOf("examples/long.soma"), long);
    assert.ok(codes(inPart).includes("SOMA1019"), "says that it is long");
    assert.deepEqual(
      codes(inPart).filter((code) => !String(code).startsWith("SOMA1")),
      [],
    );
    assert.ok(codes(inPart).length > 1, "still reports how it is written");
    const huge = uriOf("examples/huge.soma");
    assert.deepEqual(codes(await session.open(huge, long.repeat(9))), ["SOMA1019"]);
    const edit = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 }, text: "// Longer.\n" };
    assert.deepEqual(codes(await session.change(huge, edit)), ["SOMA1019"]);
    const all = { start: { line: 0, character: 0 }, end: { line: 9e6, character: 0 }, text: sound };
    assert.deepEqual(await session.change(huge, all), []);
  }));

test("deep nesting and a very long line", () =>
  surviving(async (session) => {
    const deep = `network A { output ${"(".repeat(200_000)}`;
    assert.ok(codes(await session.open(uriOf("examples/deep.soma"), deep)).includes("SOMA1012"));
    const line = `const a = ${"1 + ".repeat(200_000)}1\n`;
    await session.open(uriOf("examples/line.soma"), line);
  }));
