/** Finds the page inside a webview: VS Code wraps it in two frames of its own. */
import type { Frame, Page } from "playwright-core";

/** Waits for the innermost frame that shows the given element, and returns it. */
export async function webviewWith(page: Page, selector: string, limitMs = 30_000): Promise<Frame> {
  const deadlineMs = performance.now() + limitMs;
  while (performance.now() < deadlineMs) {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      // A frame may be replaced while it is asked; the next round asks the new one.
      const found = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (found > 0) return frame;
    }
    await page.waitForTimeout(50);
  }
  const frames = page.frames().map((frame) => frame.url());
  throw new Error(`No webview showed ${selector} within ${limitMs} ms. Frames: ${frames.join(", ")}`);
}
