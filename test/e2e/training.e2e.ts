/** Training in a real VS Code: the panel opens, the loss falls, the boundary appears, a neuron explains itself. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Frame } from "playwright-core";
import { openFile, runCommand } from "../vscode/editor.ts";
import { openSession, type Session } from "../vscode/session.ts";
import { webviewWith } from "../vscode/webview.ts";

let session: Session;
let panel: Frame;

before(async () => {
  session = await openSession({ name: "training" });
  await openFile(session.page, "spiral.soma");
  await runCommand(session.page, "Soma: Train Network");
  panel = await webviewWith(session.page, '[data-number="step"]');
});
after(() => session?.close());

/** What the panel shows under a name, as a number. */
async function shown(name: string): Promise<number> {
  const value = await panel.locator(`[data-number="${name}"] .value`).innerText();
  return Number(value.replace(/[,%]/g, "").replace("−", "-"));
}

test("the run goes to its last step and the network has learnt", async () => {
  await panel.waitForFunction(
    () => document.querySelector('[data-number="epoch"] .value')?.textContent === "300",
    undefined,
    { timeout: 60_000 },
  );
  assert.equal(await shown("step"), 12_000);
  assert((await shown("loss, test")) < 0.2, "the loss fell");
  assert((await shown("accuracy, test")) >= 95, "the accuracy is what the file expects");
});

test("the decision boundary is drawn in more than one colour", async () => {
  const colours = await panel.locator(".boundary canvas").evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const seen = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
    }
    return seen.size;
  });
  assert(colours > 10, `${colours} colours`);
});

test("a neuron under the mouse shows its sum", async () => {
  await panel.locator(".neuron").nth(4).hover();
  const inspector = panel.locator(".inspector");
  await inspector.locator(".formula").first().waitFor();
  assert.match(await inspector.innerText(), /h1\[\d+\]/);
});

test("it can be looked at in a dark and in a light theme", async () => {
  await session.screenshot("training-dark");
  await session.useTheme("Default Light Modern");
  await session.screenshot("training-light");
});

test("nothing complained and nothing went out", () => {
  assert.deepEqual(session.watch, { consoleErrors: [], policyViolations: [], outsideRequests: [] });
});
