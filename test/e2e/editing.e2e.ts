/** Writing a network in a real VS Code: a mistake is underlined where it is, explained, and mended by its quick fix. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  errorCount,
  goTo,
  hoverWord,
  openFile,
  problems,
  quickFixes,
  replaceText,
  takeQuickFix,
  underlinedText,
} from "../vscode/editor.ts";
import { openSession, type Session } from "../vscode/session.ts";

let session: Session;
let text: string;

before(async () => {
  session = await openSession({ name: "editing" });
  text = readFileSync(path.join(session.workspace, "spiral.soma"), "utf8");
  await openFile(session.page, "spiral.soma");
});
after(() => session?.close());

test("a layer's hover says its shapes and adds up its parameters", async () => {
  const hover = await hoverWord(session.page, "dense");
  assert.match(hover, /\[2\]\s*→\s*\[16\]/);
  assert.match(hover, /48 parameters = 2·16 \+ 16/);
  assert.equal(await errorCount(session.page), 0);
});

test("a misspelt layer is underlined, explained, and mended by its quick fix", async () => {
  const { page } = session;
  const broken = text.replace("h2: dense(", "h2: dens(");
  assert.notEqual(broken, text);
  await replaceText(page, broken);
  assert.equal(await underlinedText(page), "dens");
  const lineNumber = broken.split("\n").findIndex((line) => line.includes("dens(")) + 1;
  const rows = await problems(page);
  assert.equal(rows.length, 2, `one file and one problem: ${rows.join(" | ")}`);
  assert.match(rows[1] ?? "", new RegExp(`dense.*Ln ${lineNumber},`));
  await session.screenshot("mistake-dark");

  const column = (broken.split("\n")[lineNumber - 1] ?? "").indexOf("dens(") + 2;
  await goTo(page, lineNumber, column);
  const titles = await quickFixes(page);
  const fix = titles.find((title) => title.includes("dense"));
  assert(fix !== undefined, `a quick fix names dense: ${titles.join(" | ")}`);
  await takeQuickFix(page, fix);
  await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
});

test("nothing complained and nothing went out", () => {
  assert.deepEqual(session.watch, { consoleErrors: [], policyViolations: [], outsideRequests: [] });
});
