/** A real VS Code takes Soma in: the language is known, and nothing complains or calls out. */
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { languageName, openFile } from "../vscode/editor.ts";
import { openSession, type Session } from "../vscode/session.ts";

let session: Session;

before(async () => {
  session = await openSession({ name: "workbench" });
  writeFileSync(path.join(session.workspace, "empty.soma"), "");
});
after(() => session?.close());

test("a .soma file is known as Soma", async () => {
  const { page } = session;
  const [example = "empty.soma"] = readdirSync(session.workspace).filter((name) => name.endsWith(".soma"));
  await openFile(page, example);
  await page.locator("#status\\.editor\\.mode", { hasText: "Soma" }).waitFor();
  assert.equal(await languageName(page), "Soma");
  await session.screenshot("workbench-dark");
  await session.useTheme("Default Light Modern");
  await session.screenshot("workbench-light");
});

test("nothing complains and nothing goes out", () => {
  assert.deepEqual(session.watch, { consoleErrors: [], policyViolations: [], outsideRequests: [] });
});
