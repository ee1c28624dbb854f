/** The Test Explorer in a real VS Code: every `expect` of a file is listed, and training it says whether it holds. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openFile, replaceText, runCommand } from "../vscode/editor.ts";
import { openSession, type Session } from "../vscode/session.ts";

let session: Session;

before(async () => {
  session = await openSession({ name: "test-explorer" });
});
after(() => session?.close());

const text = `data rings = circle(points: 200)
network Ring {
  input x: [2]
  output x -> dense(8, tanh) -> dense(1)
}
train Ring on rings {
  loss: binary_cross_entropy; optimizer: adam(lr: 0.05); epochs: 60; seed: 1
  expect accuracy >= 0.9
  expect loss < 0.000001
}
`;

test("claims are listed, the one that holds passes and the other says what was measured", async () => {
  const { page } = session;
  await openFile(page, "circle.soma");
  await replaceText(page, text);
  await page.locator(".codelens-decoration").first().waitFor();
  // Tests are listed half a second after the last key.
  await page.waitForTimeout(2_500);
  await runCommand(page, "Testing: Focus on Test Explorer View");
  const rows = page.locator(".test-explorer .monaco-list-row");
  await rows.filter({ hasText: "circle.soma" }).waitFor();
  await runCommand(page, "Test: Run All Tests");
  const result = page.locator(".monaco-list-row", { hasText: "Expected loss < 0.000001, measured 0.0" });
  await result.first().waitFor();
  await session.screenshot("test-explorer-dark");
  assert.equal(await page.locator(".testing-run-glyph.codicon-testing-passed-icon").count(), 1);
});

test("nothing complained and nothing went out", () => {
  assert.deepEqual(session.watch, { consoleErrors: [], policyViolations: [], outsideRequests: [] });
});
