/** Data files are read from inside the workspace only, and never block: links, pipes and folders are refused in words. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { readDataFile } from "../../server/data-file.ts";

const root = mkdtempSync(path.join(tmpdir(), "soma-data-"));
const workspace = path.join(root, "ws");
mkdirSync(path.join(workspace, "nets", "data"), { recursive: true });
mkdirSync(path.join(root, "ws-evil"));
writeFileSync(path.join(root, "ws-evil", "secret.csv"), "secret");
writeFileSync(path.join(root, "secret.csv"), "secret");
writeFileSync(path.join(workspace, "shared.csv"), "shared");
writeFileSync(path.join(workspace, "nets", "data", "own.csv"), "own");
symlinkSync(path.join(root, "secret.csv"), path.join(workspace, "nets", "out.csv"));
symlinkSync(path.join(root, "ws-evil"), path.join(workspace, "nets", "evil"));
symlinkSync(path.join(workspace, "shared.csv"), path.join(workspace, "nets", "in.csv"));
symlinkSync("loop.csv", path.join(workspace, "nets", "loop.csv"));
execFileSync("mkfifo", [path.join(workspace, "nets", "pipe.csv")]);

after(() => rmSync(root, { recursive: true }));

const document = pathToFileURL(path.join(workspace, "nets", "a.soma")).href;
const folders = [pathToFileURL(workspace).href];

const read = async (name: string, inFolders: readonly string[] = folders): Promise<string> => {
  const content = await readDataFile(document, name, inFolders);
  return content instanceof Uint8Array ? new TextDecoder().decode(content) : `refused: ${content.problem}`;
};

test("files beside and above the document, inside the workspace", async () => {
  assert.equal(await read("data/own.csv"), "own");
  assert.equal(await read("../shared.csv"), "shared");
  assert.equal(await read("in.csv"), "shared");
});

for (const name of [
  "../../secret.csv",
  "../../ws-evil/secret.csv",
  "/etc/passwd",
  "out.csv",
  "evil/secret.csv",
])
  test(`${name} is outside`, async () => assert.match(await read(name), /^refused: /));

test("without a workspace the document's own folder is the limit", async () => {
  assert.equal(await read("data/own.csv", []), "own");
  assert.match(await read("../shared.csv", []), /^refused: /);
});

test("a workspace that does not hold the document opens nothing", async () => {
  const elsewhere = [pathToFileURL(path.join(root, "ws-evil")).href];
  assert.match(await read("../../ws-evil/secret.csv", elsewhere), /^refused: /);
});

test("what is no regular file is named as what it is", async () => {
  assert.match(await read("nowhere.csv"), /no such file/);
  assert.match(await read("loop.csv"), /circle/);
  assert.match(await read("pipe.csv"), /not a regular file/);
  assert.match(await read("data"), /not a regular file|a folder/);
});

test("a document that is not saved has no files beside it", async () => {
  const content = await readDataFile("untitled:Untitled-1", "data/own.csv", folders);
  assert.ok(!(content instanceof Uint8Array));
  assert.match(content.problem, /saved/);
});
