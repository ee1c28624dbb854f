/** The browser that tests drive. */
import { type Browser, chromium } from "playwright-core";
import { chromiumAdvice, findChromium } from "../scripts/find-chromium.mjs";

/** The installed browser, without a window and without anything that calls out. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(chromiumAdvice);
  const quiet = ["background-networking", "component-update", "sync"].map((part) => `--disable-${part}`);
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", ...quiet],
  });
}
