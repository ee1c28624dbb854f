/** What a person does in the editor, by keyboard and mouse: open, type, hover, run a command, read what is underlined. */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

/** Opens a file of the workspace by name and waits until its text is shown. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+KeyP");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor();
  await input.fill(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: name }).waitFor();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/** Runs a command of the palette by its title, as it is shown: "Soma: Train Network". */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
}

/** The language that the status bar names for the open file. */
export async function languageName(page: Page): Promise<string> {
  return (await page.locator("#status\\.editor\\.mode").innerText()).trim();
}

/** Puts the cursor behind the given column of a line, both counted from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.press("Control+KeyG");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

/** Replaces the whole text of the open file, by pasting: typed brackets would be closed and indented by the editor. */
export async function replaceText(page: Page, text: string): Promise<void> {
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.press("ControlOrMeta+KeyA");
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press("ControlOrMeta+KeyV");
}

/** The line of the editor that contains the text, as it is drawn now. */
export function lineWith(page: Page, text: string): Locator {
  return page.locator(".monaco-editor .view-line", { hasText: asDrawn(text) }).first();
}

/** Rests the mouse on a word, again and again until a hover appears: the language server may still be starting. */
export async function hoverWord(page: Page, word: string, nth = 0): Promise<string> {
  const contents = page.locator(".monaco-hover:not(.hidden) .hover-contents");
  const deadlineMs = performance.now() + 30_000;
  while (performance.now() < deadlineMs) {
    const place = await placeOf(page, word, nth);
    await page.mouse.move(place.x - 40, place.y + 120);
    await page.mouse.move(place.x, place.y, { steps: 4 });
    await page.waitForTimeout(1500);
    const texts = await contents.allInnerTexts();
    if (texts.length === 0) continue;
    await page.mouse.move(0, 0);
    await page.keyboard.press("Escape");
    await contents.first().waitFor({ state: "hidden" });
    return texts.join("\n");
  }
  throw new Error(`No hover appeared over "${word}" within 30 s`);
}

/** How many places are underlined as errors in what is shown. */
export async function errorCount(page: Page): Promise<number> {
  return page.locator(".monaco-editor .squiggly-error").count();
}

/** Waits for an underlined error and returns the text that is underlined, read from its place on the screen. */
export async function underlinedText(page: Page): Promise<string> {
  const squiggle = page.locator(".monaco-editor .squiggly-error").first();
  await squiggle.waitFor();
  const box = await squiggle.boundingBox();
  assert(box !== null, "an underline that is shown has a place");
  return page.evaluate(textUnder, { left: box.x, right: box.x + box.width, middle: box.y + box.height / 2 });
}

/** The rows of the Problems panel, opened for the purpose. */
export async function problems(page: Page): Promise<string[]> {
  await runCommand(page, "Problems: Focus on Problems View");
  const rows = page.locator(".markers-panel .monaco-list-row");
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).map((row) => row.replaceAll("\n", " "));
}

/** Opens the quick fixes at the cursor and returns their titles. */
export async function quickFixes(page: Page): Promise<string[]> {
  await page.keyboard.press("ControlOrMeta+Period");
  const rows = page.locator(".action-widget .monaco-list-row.action");
  await rows.first().waitFor();
  return rows.allInnerTexts();
}

/** Takes the quick fix with this title out of the list that `quickFixes` opened. */
export async function takeQuickFix(page: Page, title: string): Promise<void> {
  await page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first().click();
}

/** The editor draws spaces as no-break spaces. */
const asDrawn = (text: string): RegExp =>
  new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "[ \\u00a0]"));

async function placeOf(page: Page, word: string, nth: number): Promise<{ x: number; y: number }> {
  await lineWith(page, word).waitFor();
  const place = await page.evaluate(findWord, { word, nth });
  assert(place !== undefined, `"${word}" is shown in the editor`);
  return place;
}

/** Runs in the page: the middle of the nth appearance of a word in the drawn lines, inlay hints left out. */
function findWord({ word, nth }: { word: string; nth: number }): { x: number; y: number } | undefined {
  const lines = [...document.querySelectorAll<HTMLElement>(".monaco-editor .view-line")];
  const top = (line: HTMLElement): number => line.getBoundingClientRect().top;
  let seen = 0;
  for (const line of lines.sort((one, other) => top(one) - top(other))) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = (node.textContent ?? "").replaceAll("\u00a0", " ").indexOf(word);
      if (at < 0 || seen++ < nth) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      const { left, top: y, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: y + height / 2 };
    }
  }
  return undefined;
}

/** Runs in the page: the characters of the drawn lines whose middles lie between two places of a row. */
function textUnder({ left, right, middle }: { left: number; right: number; middle: number }): string {
  let text = "";
  for (const line of document.querySelectorAll(".monaco-editor .view-line")) {
    const { top, bottom } = line.getBoundingClientRect();
    if (middle < top || middle > bottom) continue;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (let at = 0; at < (node.textContent ?? "").length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        const center = (box.left + box.right) / 2;
        if (center > left && center < right) text += (node.textContent ?? "")[at];
      }
    }
  }
  return text.replaceAll("\u00a0", " ");
}
