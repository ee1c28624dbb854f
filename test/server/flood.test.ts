/** A flood of edits is checked in bursts, every request in it sees the text as it is by then, and what is cancelled is not worked on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DocumentSymbol, PublishDiagnosticsParams } from "vscode-languageserver/node";
import { bundlePath } from "../bundles.ts";
import { type LspSession, startLspSession, uriOf } from "./lsp-session.ts";

const server = bundlePath("server.cjs");
const uri = uriOf("examples/flood.soma");
const textDocument = { uri };
const sound = "network A0 {\n  input x: [4]\n  output x -> dense(3)\n}\n";

async function flooded(body: (session: LspSession) => Promise<void>): Promise<void> {
  const session = await startLspSession(server);
  try {
    await session.open(uri, sound);
    await body(session);
    assert.equal(await session.close(), 0);
  } finally {
    session.process.kill();
  }
}

/** Renames the network to `A<version>`; what it replaces is as long as the number before. */
function edit(session: LspSession, version: number): Promise<void> {
  const start = { line: 0, character: 9 };
  const digits = version === 2 ? 1 : String(version - 1).length;
  return session.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range: { start, end: { line: 0, character: 9 + digits } }, text: String(version) }],
  });
}

const last = 1001;

test("1,000 edits with requests among them: each answer is of its moment, in order, with few checks", () =>
  flooded(async (session) => {
    const published: number[] = [];
    const finished = new Promise<void>((resolve) => {
      session.connection.onNotification(
        "textDocument/publishDiagnostics",
        ({ version }: PublishDiagnosticsParams) => {
          published.push(version ?? 0);
          if (version === last) resolve();
        },
      );
    });
    const answers: { asked: number; name: string | undefined }[] = [];
    const waiting: Promise<void>[] = [];
    for (let version = 2; version <= last; version++) {
      void edit(session, version);
      if (version % 50 !== 0) continue;
      const asked = version;
      const outline = session.request<DocumentSymbol[]>("textDocument/documentSymbol", { textDocument });
      waiting.push(outline.then(([symbol]) => void answers.push({ asked, name: symbol?.name })));
    }
    await Promise.all(waiting);
    await finished;
    const expected = Array.from({ length: 20 }, (_, index) => 50 * (index + 1));
    assert.deepEqual(
      answers,
      expected.map((asked) => ({ asked, name: `A${asked}` })),
    );
    assert.deepEqual(
      published,
      published.toSorted((a, b) => a - b),
      "an older text is never reported after a newer one",
    );
    assert.ok(published.length <= 100, `${published.length} reports of 1,000 edits`);
    const gaps = published.map((version, index) => version - (published[index - 1] ?? 1));
    assert.ok(Math.max(...gaps) <= 200, `at most 200 edits wait for a report, not ${Math.max(...gaps)}`);
  }));

test("a request that is cancelled before its turn is answered with -32800, and the others as ever", () =>
  flooded(async (session) => {
    const { connection } = session;
    const names: (string | undefined)[] = [];
    const outcomes: Promise<string>[] = [];
    for (let asked = 0; asked < 100; asked++) {
      const outline = session.request<DocumentSymbol[]>("textDocument/documentSymbol", { textDocument });
      outcomes.push(
        outline.then(
          ([symbol]) => {
            names.push(symbol?.name);
            return "answered";
          },
          ({ code }: { code: number }) => String(code),
        ),
      );
    }
    // The library numbers its requests from 0 on; `initialize` was the first.
    for (let asked = 50; asked < 100; asked++)
      void connection.sendNotification("$/cancelRequest", { id: asked + 1 });
    const settled = await Promise.all(outcomes);
    assert.deepEqual(new Set(settled.slice(0, 50)), new Set(["answered"]));
    assert.ok(settled.slice(50).every((outcome) => outcome === "answered" || outcome === "-32800"));
    assert.ok(settled.filter((outcome) => outcome === "-32800").length > 0, "some were cancelled in time");
    assert.deepEqual(new Set(names), new Set(["A0"]));
  }));
