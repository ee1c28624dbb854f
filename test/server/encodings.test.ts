/** Positions are counted as the editor counts them: in UTF-16 code units, or in UTF-8 bytes if it puts those first. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  InitializeParams,
  InitializeResult,
  Location,
  SemanticTokens,
} from "vscode-languageserver/node";
import { createDocument, type Encoding, encodingFor, updateDocument } from "../../server/document-text.ts";
import { bundlePath } from "../bundles.ts";
import { seeded } from "../language/check/seeded.ts";
import { launch, startLspSession, uriOf } from "./lsp-session.ts";

const server = bundlePath("server.cjs");
const uri = uriOf("examples/encoded.soma");
const text = 'data a = csv("😀é.csv", lable: x)\nnetwork N { input x: [2]; output x -> dense(1) }\n';

const offering = (...positionEncodings: string[]): Partial<InitializeParams> => ({
  capabilities: { general: { positionEncodings } },
});

test("the editor's first known encoding is taken, and UTF-16 if it names none", async () => {
  const cases: [Partial<InitializeParams>, string][] = [
    [{ capabilities: {} }, "utf-16"],
    [offering("utf-16", "utf-8"), "utf-16"],
    [offering("utf-8", "utf-16"), "utf-8"],
    [offering("utf-32", "utf-8", "utf-16"), "utf-8"],
    [offering("utf-32"), "utf-16"],
  ];
  for (const [more, expected] of cases) {
    const { connection, ended } = launch(server);
    connection.listen();
    const asked = { processId: process.pid, rootUri: null, ...more };
    const { capabilities } = await connection.sendRequest<InitializeResult>("initialize", asked);
    assert.equal(capabilities.positionEncoding, expected, JSON.stringify(more));
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await ended;
  }
});

/** The text up to a place, as long as the encoding has it. */
const lengthIn = (encoding: Encoding, before: string): number =>
  encoding === "utf-8" ? Buffer.byteLength(before) : before.length;

for (const encoding of ["utf-8", "utf-16"] as const)
  test(`${encoding}: diagnostics, edits, definitions and colours`, async (context) => {
    const session = await startLspSession(server, "examples", offering(encoding));
    context.after(() => session.process.kill());
    const [line0 = "", line1 = ""] = text.split("\n");
    const place = (line: string, word: string) => lengthIn(encoding, line.slice(0, line.indexOf(word)));
    const found = (await session.open(uri, text)).find(({ message }) => String(message).includes("lable"));
    const character = place(line0, "lable");
    assert.deepEqual(found?.range, {
      start: { line: 0, character },
      end: { line: 0, character: character + 5 },
    });
    const mended = await session.change(uri, { ...found.range, text: "label" });
    assert.ok(mended.every(({ message }) => !String(message).includes("lable")));
    const at = { line: 1, character: place(line1, "x -> ") };
    const textDocument = { uri };
    const [birth] = await session.request<Location[]>("textDocument/definition", {
      textDocument,
      position: at,
    });
    assert.deepEqual(birth?.range.start, { line: 1, character: place(line1, "x: ") });
    const { data } = await session.request<SemanticTokens>("textDocument/semanticTokens/full", {
      textDocument,
    });
    const starts: number[] = [];
    for (let i = 0, line = 0, right = 0; i < data.length; i += 5) {
      right = (data[i] ?? 0) > 0 ? (data[i + 1] ?? 0) : right + (data[i + 1] ?? 0);
      line += data[i] ?? 0;
      if (line === 0) starts.push(right);
    }
    assert.ok(starts.includes(character), `${character} is one of ${starts}`);
    assert.equal(await session.close(), 0);
  });

test("random edits of text beyond ASCII come to the same text in both encodings", () => {
  const pick = seeded(7);
  const pieces = ["a", "é", "€", "😀", "\n", "\r\n", "-> ", ""];
  const units = createDocument("utf-16", uri, "soma", 0, text);
  const bytes = createDocument("utf-8", uri, "soma", 0, text);
  for (let version = 1; version <= 2000; version++) {
    const now = units.getText();
    const whole = (offset: number): number =>
      /^[\uDC00-\uDFFF]/.test(now.slice(offset)) ? offset - 1 : offset;
    const from = whole(pick(now.length + 1));
    const to = Math.max(from, whole(Math.min(now.length, from + pick(4))));
    const inserted = Array.from({ length: pick(4) }, () => pieces[pick(pieces.length)]).join("");
    const start = units.offsetAt(units.positionAt(from));
    for (const document of [units, bytes]) {
      const range = { start: document.positionAt(from), end: document.positionAt(to) };
      assert.equal(document.offsetAt(range.start), start);
      updateDocument(document, [{ range, text: inserted }], version);
    }
    assert.equal(bytes.getText(), units.getText());
  }
});

test("places that do not exist are moved to the nearest that does", () => {
  assert.equal(encodingFor(["utf-8"]), "utf-8");
  const document = createDocument("utf-8", uri, "soma", 0, "é😀\nb");
  const offsets = [
    [0, 2],
    [0, 3],
    [0, 99],
    [-1, 5],
    [9, 0],
    [1, -3],
  ].map(([line = 0, character = 0]) => document.offsetAt({ line, character }));
  assert.deepEqual(offsets, [1, 3, 3, 0, 5, 4]);
});
