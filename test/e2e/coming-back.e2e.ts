/** A run outlives what happens around it: a hidden panel goes on training, and a reloaded window picks the run up. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Frame } from "playwright-core";
import { openFile, runCommand } from "../vscode/editor.ts";
import { openSession, type Session } from "../vscode/session.ts";
import { webviewWith } from "../vscode/webview.ts";

/** Goes on for longer than the test does. */
const long = `data rings = circle(points: 500, noise: 0.1)
network Circle {
  input x: [2]
  output x -> h: dense(16, tanh) -> dense(1)
}
train Circle on rings { loss: binary_cross_entropy; optimizer: adam(lr: 0.001); epochs: 500000; seed: 1 }
`;

let session: Session;

before(async () => {
  session = await openSession({ name: "coming-back" });
  writeFileSync(path.join(session.workspace, "long.soma"), long);
  await openFile(session.page, "long.soma");
  await runCommand(session.page, "Soma: Train Network");
});
after(() => session?.close());

const lab = (): Promise<Frame> => webviewWith(session.page, '[data-number="step"] .value');

async function step(): Promise<number> {
  const panel = await lab();
  return Number((await panel.locator('[data-number="step"] .value').innerText()).replace(/\D/g, ""));
}

test("a hidden panel keeps training", async () => {
  const { page } = session;
  const before = await step();
  await page.locator(".tab", { hasText: "Soma Lab" }).click();
  // Opened in the same group, the file covers the panel.
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "xor.soma" }).dblclick();
  await page.locator(".tab.active", { hasText: "xor.soma" }).waitFor();
  await page.waitForTimeout(1500);
  await page.locator(".tab", { hasText: "Soma Lab" }).click();
  assert((await step()) > before, "steps were done while the panel was behind another tab");
});

test("a reloaded window shows the run again, at the step where it was", async () => {
  const panel = await lab();
  await panel.getByText("Pause").click();
  await session.page.waitForTimeout(1000);
  const paused = await step();
  const loaded = session.page.waitForEvent("load");
  await runCommand(session.page, "Developer: Reload Window");
  await loaded;
  const again = await lab();
  await again.locator('[data-number="step"] .value').waitFor();
  for (let tries = 0; tries < 100 && (await step()) !== paused; tries++)
    await session.page.waitForTimeout(100);
  assert.equal(await step(), paused);
});
