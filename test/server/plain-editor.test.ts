/** Editors that can little, and editors that refuse what they are asked, are served all the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionItem } from "vscode-languageserver/node";
import { bundlePath } from "../bundles.ts";
import { startLspSession, uriOf } from "./lsp-session.ts";

const uri = uriOf("examples/plain.soma");
const sound = "network A {\n  input x: [4]\n  output x -> dense(3)\n}\n";
const textDocument = { uri };

test("an editor that can nothing gets diagnostics, and completion without places to fill in", async (context) => {
  const session = await startLspSession(bundlePath("server.cjs"), "examples", {
    capabilities: {},
    workspaceFolders: null,
    rootUri: null,
  });
  context.after(() => session.process.kill());
  assert.deepEqual(await session.open(uri, sound), []);
  const position = { line: 2, character: 19 };
  const items = await session.request<CompletionItem[]>("textDocument/completion", {
    textDocument,
    position,
  });
  const dense = items.find(({ label }) => label === "dense");
  assert.equal(dense?.insertTextFormat, 1);
  assert.equal(dense.textEdit?.newText, "dense(units)");
  assert.equal(await session.close(), 0);
});

test("an editor that refuses to refresh costs a line in the log, not the server", async (context) => {
  const session = await startLspSession(bundlePath("server.cjs"), "examples", {
    capabilities: { workspace: { codeLens: { refreshSupport: true } } },
  });
  context.after(() => session.process.kill());
  let asked = 0;
  session.connection.onRequest("workspace/codeLens/refresh", () => {
    asked++;
    throw new Error("not now");
  });
  const logged = new Promise<string>((resolve) =>
    session.connection.onNotification("window/logMessage", ({ message }: { message: string }) =>
      resolve(message),
    ),
  );
  await session.open(uri, `data rows = csv("nowhere.csv", label: kind)\n${sound}`);
  assert.match(await logged, /not now/);
  assert.equal(asked, 1);
  assert.deepEqual(await session.open(uriOf("examples/plain-2.soma"), sound), []);
  assert.equal(await session.close(), 0);
});
