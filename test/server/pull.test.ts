/** Editors that ask for diagnostics get them: of one document or of the whole folder, and `unchanged` where nothing changed. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeParams,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver/node";
import { bundlePath } from "../bundles.ts";
import { type LspSession, startLspSession, uriOf } from "./lsp-session.ts";

const wrong = (layer: string): string => `network A {\n  input x: [4]\n  output x -> ${layer}(3)\n}\n`;
const capabilities: InitializeParams["capabilities"] = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

async function pulling(
  use: (session: LspSession, folder: string) => Promise<void>,
  more: Partial<InitializeParams> = {},
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "soma-pull-"));
  const session = await startLspSession(bundlePath("server.cjs"), folder, { capabilities, ...more });
  try {
    await use(session, folder);
    assert.equal(await session.close(), 0);
  } finally {
    session.process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const codes = (items: readonly Diagnostic[]) => items.map(({ code }) => code);

const didOpen = (session: LspSession, uri: string, text: string): Promise<void> =>
  session.connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "soma", version: 1, text },
  });

const pull = (session: LspSession, uri: string, previousResultId?: string) =>
  session.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument: { uri },
    ...(previousResultId === undefined ? {} : { previousResultId }),
  });

test("a document is reported once in full, then as unchanged until it changes", () =>
  pulling(async (session, folder) => {
    let pushed = 0;
    session.connection.onNotification("textDocument/publishDiagnostics", () => {
      pushed++;
    });
    const uri = uriOf(`${folder}/a.soma`);
    await didOpen(session, uri, wrong("dence"));
    const first = await pull(session, uri);
    assert.ok(first.kind === "full" && first.resultId !== undefined);
    assert.deepEqual(codes(first.items), ["SOMA2001"]);
    assert.deepEqual(await pull(session, uri, first.resultId), {
      kind: "unchanged",
      resultId: first.resultId,
    });
    const range = { start: { line: 2, character: 14 }, end: { line: 2, character: 19 } };
    await session.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: "dense" }],
    });
    const mended = await pull(session, uri, first.resultId);
    assert.ok(mended.kind === "full");
    assert.deepEqual(mended.items, []);
    assert.equal(pushed, 0, "who asks is not told as well: everything would show twice");
  }));

test("an editor that would rather be told is told, and nothing else is offered to it", () =>
  pulling(
    async (session, folder) => {
      assert.deepEqual(codes(await session.open(uriOf(`${folder}/a.soma`), wrong("dence"))), ["SOMA2001"]);
    },
    { initializationOptions: { pushDiagnostics: true } },
  ));

const pullAll = (session: LspSession, before: WorkspaceDiagnosticReport = { items: [] }) =>
  session.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: before.items.map(({ uri, resultId }) => ({ uri, value: resultId })),
  });

const shown = (folder: string, { items }: WorkspaceDiagnosticReport): unknown =>
  Object.fromEntries(
    items.map((item) => [
      path.relative(uriOf(folder), item.uri),
      item.kind === "full" ? codes(item.items) : "unchanged",
    ]),
  );

test("the folder is reported with files that nobody opened, and with what they import and read", () =>
  pulling(async (session, folder) => {
    mkdirSync(`${folder}/deep/er`, { recursive: true });
    mkdirSync(`${folder}/node_modules/other`, { recursive: true });
    writeFileSync(`${folder}/node_modules/other/x.soma`, wrong("dence"));
    writeFileSync(`${folder}/sound.soma`, wrong("dense"));
    writeFileSync(`${folder}/deep/er/wrong.soma`, wrong("dence"));
    writeFileSync(`${folder}/block.soma`, "block Block {\n  input x: [k]\n  output x -> dense(4)\n}\n");
    writeFileSync(
      `${folder}/user.soma`,
      'import Block from "./block.soma"\nnetwork A {\n  input x: [2]\n  output x -> Block: [3]\n}\n',
    );
    const first = await pullAll(session);
    const expected = {
      "block.soma": [],
      "deep/er/wrong.soma": ["SOMA2001"],
      "sound.soma": [],
      "user.soma": ["SOMA3010"],
    };
    assert.deepEqual(shown(folder, first), expected);
    const same = Object.fromEntries(Object.keys(expected).map((name) => [name, "unchanged"]));
    assert.deepEqual(shown(folder, await pullAll(session, first)), same);
    await didOpen(session, uriOf(`${folder}/sound.soma`), wrong("dence"));
    rmSync(`${folder}/deep`, { recursive: true });
    assert.deepEqual(shown(folder, await pullAll(session, first)), {
      ...same,
      "sound.soma": ["SOMA2001"],
      "deep/er/wrong.soma": [],
    });
  }));

test("a report of a folder that is no longer wanted is given up between two files", () =>
  pulling(async (session, folder) => {
    for (let file = 0; file < 500; file++) writeFileSync(`${folder}/${file}.soma`, wrong("dence"));
    const report = pullAll(session).then(
      () => "answered",
      ({ code }: { code: number }) => code,
    );
    // `initialize` had the number 0.
    await session.request("soma/ping", {});
    await session.connection.sendNotification("$/cancelRequest", { id: 1 });
    assert.equal(await report, -32800);
  }));
