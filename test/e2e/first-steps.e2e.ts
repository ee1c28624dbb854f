/** The first steps in a real VS Code: the walkthrough, an example as a new file, and what its run shows in the text. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goTo, quickFixes, runCommand } from "../vscode/editor.ts";
import { openSession, type Session } from "../vscode/session.ts";
import { webviewWith } from "../vscode/webview.ts";

let session: Session;

before(async () => {
  session = await openSession({ name: "first-steps" });
});
after(() => session?.close());

test("the walkthrough has five steps", async () => {
  const { page } = session;
  await runCommand(page, "Welcome: Open Walkthrough...");
  const input = page.locator(".quick-input-widget input");
  await input.fill("Soma");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "Get started with Soma" }).waitFor();
  await page.keyboard.press("Enter");
  const steps = page.locator(".getting-started-step");
  await steps.first().waitFor();
  assert.equal(await steps.count(), 5);
  await page.getByText("Train it", { exact: true }).click();
  await page.locator(".getting-started-media img").first().waitFor();
  await session.screenshot("walkthrough-dark");
});

test("an example opens as a new file, and a dead layer is underlined with remedies once it is trained", async () => {
  const { page } = session;
  await runCommand(page, "Soma: New Example");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "dead-relu" }).waitFor();
  await page.locator(".quick-input-widget input").fill("dead-relu");
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "Untitled" }).waitFor();
  await goTo(page, 21, 3);
  await runCommand(page, "Soma: Train Network");
  await webviewWith(page, 'main[data-state="finished"]');
  await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
  await goTo(page, 7, 30);
  const fixes = await quickFixes(page);
  assert(
    fixes.some((title) => title.includes("Use leaky_relu instead of relu")),
    fixes.join(", "),
  );
  await session.screenshot("dead-relu-dark");
});

test("nothing complained and nothing went out", () => {
  // The editor's own page of walkthroughs asks for a picture that its browser build lacks.
  const consoleErrors = session.watch.consoleErrors.filter(
    (text) => !text.includes("/_static/src/browser/media/"),
  );
  assert.deepEqual(
    { ...session.watch, consoleErrors },
    { consoleErrors: [], policyViolations: [], outsideRequests: [] },
  );
});
