/** axe looks at the panel in the dark, light and high-contrast themes, wide and narrow, and finds nothing. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../browser.ts";
import { digits, spiral, withTraining } from "./experiments.ts";
import { type Served, servePanel } from "./panel-server.ts";
import { type ThemeName, themes } from "./themes.ts";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const axeScript = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** One line for each thing that axe finds. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeScript);
  const { violations: found, passes } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  assert(passes.length > 15, `${passes.length} rules found something to look at`);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`),
  );
}

const files = { "digits.csv": readFileSync("examples/data/digits.csv") };
const boundary: Served = { experiment: withTraining(spiral, { epochs: 30 }), train: true };
const classes: Served = { experiment: withTraining(digits, { epochs: 5 }), files, train: true };

for (const theme of Object.keys(themes) as ThemeName[])
  for (const [what, served, width] of [
    ["a boundary", boundary, 900],
    ["classes", classes, 900],
    ["classes on a narrow page", classes, 320],
  ] as const)
    test(`${what}, ${theme}: axe finds nothing`, async () => {
      const server = await servePanel({ ...served, theme });
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      try {
        await page.goto(server.address);
        await page.locator('main[data-state="finished"]').waitFor();
        await page.locator('section[aria-label="Answers"]').waitFor();
        await page.locator("[data-unit]").first().hover();
        await page.locator(".inspector h3").waitFor();
        for (const details of await page.locator("details").all())
          await details.evaluate((element: HTMLDetailsElement) => {
            element.open = true;
          });
        await page.waitForTimeout(300);
        assert.deepEqual(await violations(page), []);
      } finally {
        await page.close();
        server.close();
      }
    });
