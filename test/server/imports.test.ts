/** A document hears of changes in the files it imports from, on disk or in the editor, and its places lead into them. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import type { Diagnostic, Location } from "vscode-languageserver/node";
import { type LspSession, startLspSession, uriOf } from "./lsp-session.ts";

const server = `${process.env.SOMA_BUNDLES ?? "dist"}/server.cjs`;
const main = 'import Block from "./block.soma"\nnetwork A {\n  input x: [2]\n  output x -> Block: [3]\n}\n';
const block = (units: number) => `block Block {\n  input x: [k]\n  output x -> dense(${units})\n}\n`;

async function withFolder(use: (session: LspSession, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "soma-imports-"));
  const session = await startLspSession(server, folder);
  try {
    await use(session, folder);
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

test("an imported file is read in the background; what the editor has of it comes before what is on disk", () =>
  withFolder(async (session, folder) => {
    writeFileSync(path.join(folder, "block.soma"), block(4));
    const [mainUri, blockUri] = [uriOf(`${folder}/main.soma`), uriOf(`${folder}/block.soma`)];
    assert.deepEqual(codes(await session.open(mainUri, main)), [], "nothing is said before it is read");
    const [found] = await session.next(mainUri);
    assert.equal(found?.code, "SOMA3010");
    const related = found?.relatedInformation?.map(({ location }) => location) ?? [];
    assert.deepEqual(
      related.map(({ uri, range }) => [uri, range.start.line]),
      [[blockUri, 2]],
    );
    const heard = session.next(mainUri);
    await session.open(blockUri, block(3));
    assert.deepEqual(codes(await heard), []);
    const again = session.next(mainUri);
    const at = { line: 2, character: 20 };
    await session.change(blockUri, { start: at, end: { line: 2, character: 21 }, text: "7" });
    assert.deepEqual(codes(await again), ["SOMA3010"]);
  }));

test("definition leads into the other file, and into what Soma brings along", () =>
  withFolder(async (session, folder) => {
    writeFileSync(path.join(folder, "block.soma"), block(3));
    const uri = uriOf(`${folder}/main.soma`);
    const text = `import Residual from "std/residual"\n${main}network B {\n  input x: [4, 8, 8]\n  output x -> Residual(4)\n}\n`;
    await session.open(uri, text);
    assert.deepEqual(codes(await session.next(uri)), []);
    const definition = async (line: number, character: number) =>
      session.request<Location[]>("textDocument/definition", {
        textDocument: { uri },
        position: { line, character },
      });
    const [own] = await definition(4, 15);
    assert.equal(own?.uri, uriOf(`${folder}/block.soma`));
    assert.deepEqual(own?.range.start, { line: 0, character: 6 });
    const [standard] = await definition(8, 16);
    assert.match(standard?.uri ?? "", /\/std\/residual\.soma$/);
    assert.equal(standard?.range.start.line, 2);
  }));
