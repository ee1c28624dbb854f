/** Folders come and go and files vanish under open documents: what is reported keeps up; and a checker that fails takes nothing with it. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import type { Diagnostic } from "vscode-languageserver/node";
import { createDocument } from "../../server/document-text.ts";
import { OpenDocuments } from "../../server/open-documents.ts";
import { bundlePath } from "../bundles.ts";
import { startLspSession, uriOf } from "./lsp-session.ts";

const codes = (diagnostics: readonly Diagnostic[] | undefined) => diagnostics?.map(({ code }) => code);
const wrong = "network A {\n  input x: [4]\n  output x -> dence(3)\n}\n";

test("a folder that is added lets its documents import from all of it, and one that is removed no longer", async (context) => {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "soma-folders-")));
  for (const name of ["first", "second/nets"]) mkdirSync(path.join(root, name), { recursive: true });
  writeFileSync(
    path.join(root, "second/block.soma"),
    "block Block {\n  input x: [k]\n  output x -> dense(3)\n}\n",
  );
  const session = await startLspSession(bundlePath("server.cjs"), path.join(root, "first"), {
    capabilities: { workspace: { workspaceFolders: true } },
  });
  context.after(() => {
    session.process.kill();
    rmSync(root, { recursive: true, force: true });
  });
  const uri = uriOf(path.join(root, "second/nets/main.soma"));
  const text =
    'import Block from "../block.soma"\nnetwork A {\n  input x: [2]\n  output x -> Block: [3]\n}\n';
  await session.open(uri, text);
  const outside = codes(await session.next(uri));
  assert.ok(outside && outside.length > 0, "it leads out of the folder");
  const second = [{ uri: uriOf(path.join(root, "second")), name: "second" }];
  const change = async (event: object) => {
    const heard = session.next(uri);
    await session.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    return codes(await heard);
  };
  assert.deepEqual(await change({ added: second, removed: [] }), []);
  assert.deepEqual(await change({ added: [], removed: second }), outside);
  assert.equal(await session.close(), 0);
});

test("nothing is said about a document whose file was deleted, until it is written or edited again", async (context) => {
  const session = await startLspSession(bundlePath("server.cjs"));
  context.after(() => session.process.kill());
  const uri = uriOf("examples/vanishing.soma");
  assert.deepEqual(codes(await session.open(uri, wrong)), ["SOMA2001"]);
  const onDisk = async (type: number) => {
    const heard = session.next(uri);
    await session.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri, type }],
    });
    return codes(await heard);
  };
  assert.deepEqual(await onDisk(3), []);
  assert.deepEqual(await onDisk(1), ["SOMA2001"]);
  assert.deepEqual(await onDisk(3), []);
  const end = { line: 4, character: 0 };
  assert.deepEqual(codes(await session.change(uri, { start: end, end, text: "// More.\n" })), ["SOMA2001"]);
  assert.equal(await session.close(), 0);
});

test("a document over which the checker throws is set aside, and the others are checked as ever", async () => {
  const failures: string[] = [];
  // A file that nobody can read is a stand-in for a mistake in the checker.
  const poison = new Proxy(new Uint8Array(1), {
    get: (_, name) => {
      // A promise asks this of whatever it is given.
      if (name === "then") return undefined;
      throw new Error("what must hold");
    },
  });
  const open = new OpenDocuments(
    async () => poison,
    () => undefined,
    (words) => failures.push(words),
  );
  const data = 'data rows = csv("rows.csv", label: kind)\n';
  open.update(createDocument("utf-16", "file:///a.soma", "soma", 1, data));
  assert.ok(open.get("file:///a.soma"));
  await new Promise(setImmediate);
  open.update(createDocument("utf-16", "file:///a.soma", "soma", 2, `${data}// Edited.\n`));
  assert.deepEqual(codes(open.get("file:///a.soma")?.checked.diagnostics as never), ["SOMA1020"]);
  assert.ok(failures.length >= 2 && failures.every((words) => words.includes("what must hold")));
  open.update(createDocument("utf-16", "file:///b.soma", "soma", 1, wrong));
  assert.equal(open.get("file:///b.soma")?.checked.diagnostics[0]?.code, "SOMA2001");
});
