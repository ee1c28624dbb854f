/** The panel in a real browser under the extension's own policy: it trains, draws, answers and explains what goes wrong. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../browser.ts";
import { type Watch, watchPage } from "../vscode/watch.ts";
import { digits, digitsCnn, spiral, withTraining } from "./experiments.ts";
import { type Served, servePanel } from "./panel-server.ts";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

interface Shown {
  readonly page: Page;
  readonly watch: Watch;
  /** What the panel said to the extension, by type. */
  said(type: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Says something to the panel as the extension does. */
  tell(message: object): Promise<void>;
}

interface HostedWindow {
  readonly somaSent: readonly Readonly<Record<string, unknown>>[];
  readonly somaPost: (message: unknown) => void;
}

async function show(served: Served, about: (shown: Shown) => Promise<void>, width = 900): Promise<void> {
  const server = await servePanel(served);
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const watch = watchPage(context, page);
    await page.goto(server.address);
    await about({
      page,
      watch,
      said: (type) =>
        page.evaluate(
          (wanted) =>
            (window as unknown as HostedWindow).somaSent.filter((message) => message.type === wanted),
          type,
        ),
      tell: (message) => page.evaluate((sent) => (window as unknown as HostedWindow).somaPost(sent), message),
    });
    assert.deepEqual(watch, { consoleErrors: [], policyViolations: [], outsideRequests: [] });
  } finally {
    await context.close();
    server.close();
  }
}

const state = (page: Page, name: string) => page.locator(`main[data-state="${name}"]`).waitFor();
const short = withTraining(spiral, { epochs: 30 });
const files = { "digits.csv": readFileSync("examples/data/digits.csv") };

/** The number of different colours that a canvas shows. */
const colours = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

test("it trains to the end, draws the boundary and tells the extension", () =>
  show({ experiment: short, train: true }, async ({ page, said }) => {
    await state(page, "finished");
    assert.match(await page.locator('[data-number="step"]').innerText(), /1,200 of 1,200/);
    assert((await colours(page, "canvas.plane")) > 100);
    await page.waitForTimeout(600);
    const status = (await said("status")).at(-1)!;
    assert.equal(status.state, "finished");
    assert.equal(status.step, 1200);
    assert.equal(typeof status.testAccuracy, "number");
    assert.deepEqual(await said("log"), []);
  }));

test("pause, one step, go on, reset", () =>
  show({ experiment: withTraining(spiral, { epochs: 3_000 }), train: true }, async ({ page, said }) => {
    await state(page, "training");
    await page.locator('[data-action="pause"]').click();
    await state(page, "paused");
    const step = async () =>
      Number((await page.locator('[data-number="step"] .value').innerText()).replaceAll(",", ""));
    const before = await step();
    await page.locator('[data-action="step"]').click();
    await page.waitForFunction(
      (wanted) =>
        document.querySelector('[data-number="step"] .value')?.textContent?.replaceAll(",", "") ===
        String(wanted),
      before + 1,
    );
    await page.locator('[data-action="train"]').click();
    await state(page, "training");
    await page.locator('[data-action="reset"]').click();
    await state(page, "ready");
    assert.equal(await step(), 0);
    assert.equal((await said("reopen")).length, 1);
  }));

test("a neuron pointed at writes its sum out, by mouse and by keyboard", () =>
  show({ experiment: short, train: true }, async ({ page }) => {
    await state(page, "finished");
    await page.locator('[data-unit="h1/3"]').hover();
    await page.locator(".inspector h3", { hasText: "h1[3]" }).waitFor();
    await page.locator(".formula", { hasText: /y = tanh\(.*\) = / }).waitFor();
    assert.equal(await page.locator(".sum tbody tr").count(), 3, "two terms and the bias");
    assert((await colours(page, ".picture canvas")) > 20);
    await page.locator('[data-unit="h1/3"]').focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(".inspector h3", { hasText: "h1[4]" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.locator(".inspector h3", { hasText: "h2[4]" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".inspector", { hasText: "Pinned" }).waitFor();
    await page.locator('[data-unit="h1/0"]').hover();
    assert.match(await page.locator(".inspector h3").innerText(), /h2\[4\]/, "a pinned neuron stays");
  }));

test("a reload picks the run up where it stood, with the same numbers", () =>
  show({ experiment: short, train: true }, async ({ page }) => {
    await state(page, "finished");
    await page.waitForFunction(() => sessionStorage.getItem("kept")?.includes('"step":1200'));
    const loss = await page.locator('[data-number="loss, test"] .value').innerText();
    await page.reload();
    await page.locator(".message", { hasText: "Picked up at step 1,200" }).waitFor();
    await page.waitForFunction(
      (wanted) => document.querySelector('[data-number="loss, test"] .value')?.textContent === wanted,
      loss,
    );
  }));

test("images are shown as images, and classes by their names", () =>
  show({ experiment: withTraining(digitsCnn, { epochs: 2 }), files, train: true }, async ({ page }) => {
    await state(page, "finished");
    assert.equal(await page.locator(".cells").count(), 4);
    assert((await colours(page, '[data-unit^="x/"] canvas')) > 4);
    await page.locator('[data-unit^="0:conv2d/"]').hover();
    await page.locator(".picture", { hasText: "kernel [1 × 3 × 3]" }).waitFor();
    assert.match(await page.locator(".example").innerText(), /label \d.*network says \d, [\d.]+% sure/s);
  }));

test("answers are counted by label, and the one furthest off can be looked at", () =>
  show({ experiment: withTraining(digits, { epochs: 5 }), files, train: true }, async ({ page }) => {
    await state(page, "finished");
    await page.locator('section[aria-label="Answers"]', { hasText: "over 359 held back" }).waitFor();
    const counts = await page.locator(".confusion .cell").allInnerTexts();
    assert.equal(counts.length, 100);
    assert.equal(
      counts.reduce((sum, text) => sum + (Number(text) || 0), 0),
      359,
    );
    const first = page.locator('section[aria-label="Furthest off"] button').first();
    const row = await first.innerText();
    await first.click();
    await page.locator(".example", { hasText: `Example ${row} of 1,797 · held back` }).waitFor();
  }));

test("the loss is drawn over powers of ten when asked, and still after a reload", () =>
  show({ experiment: short, train: true }, async ({ page }) => {
    await state(page, "finished");
    const toggle = page.locator('[data-action="log-loss"]');
    const picture = () =>
      page
        .locator('section[aria-label="Loss"] canvas')
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const linear = await picture();
    await toggle.click();
    await page.waitForTimeout(200);
    assert.notEqual(await picture(), linear);
    await page.waitForFunction(() => sessionStorage.getItem("kept")?.includes('"isLogLoss":true'));
    await page.reload();
    await toggle.filter({ hasText: "Linear scale" }).waitFor();
  }));

test("what goes wrong is said in words", () =>
  show({ experiment: digits }, async ({ page, tell }) => {
    await page.locator('.message.error[role="alert"]', { hasText: "digits.csv" }).waitFor();
    const place = { uri: "file:///example.soma", name: "Digits" };
    await tell({ type: "broken", place, problem: "The text has an error.", advice: "Mend it." });
    await page.locator(".message.error", { hasText: "Mend it." }).waitFor();
  }));

test("a run that diverges says where and what to try", () =>
  show(
    {
      experiment: withTraining(spiral, {
        loss: { name: "mse", attributes: {} },
        optimizer: { name: "sgd", attributes: { lr: 1e12, momentum: 0, nesterov: false } },
      }),
      train: true,
    },
    async ({ page }) => {
      await state(page, "diverged");
      await page
        .locator(".message.error", { hasText: /diverged at step \d+.*learning rate is 1\.0e12/s })
        .waitFor();
    },
  ));

test("it fits 320 pixels, and follows the theme", () =>
  show(
    { experiment: short, train: true },
    async ({ page }) => {
      await state(page, "finished");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert(overflow <= 0, `${overflow} pixels too wide`);
      const read = () =>
        page.locator("canvas.plane").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
      const dark = await read();
      await page.evaluate(() => {
        document.documentElement.style.setProperty("--vscode-editor-background", "#ffffff");
        document.body.className = "vscode-light";
      });
      await page.waitForTimeout(200);
      assert.notEqual(await read(), dark, "the canvas is drawn anew");
    },
    320,
  ));

test("hostile messages are logged and change nothing", () =>
  show({ experiment: short }, async ({ page, tell, said }) => {
    await state(page, "ready");
    await tell({ type: "format-disk" });
    await tell({ type: "command", command: "explode" });
    await page.waitForTimeout(100);
    assert.equal((await said("log")).length, 2);
    await state(page, "ready");
  }));

test("what a reload finds is checked: weights that cannot be read are told, another version is forgotten", () =>
  show({ experiment: short, train: true }, async ({ page }) => {
    await state(page, "finished");
    await page.waitForFunction(() => sessionStorage.getItem("kept")?.includes('"step":1200'));
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem("kept") ?? "");
      sessionStorage.setItem("kept", JSON.stringify({ ...kept, tensors: { "h1.weight": "no base64 !" } }));
    });
    await page.reload();
    await page.locator(".message", { hasText: "its weights could not be kept" }).waitFor();
    await page.evaluate(() => sessionStorage.setItem("kept", '{"version":99,"place":7}'));
    await page.reload();
    await state(page, "finished");
    assert.equal(await page.locator(".message").count(), 0);
  }));
