/** In a real VS Code: how long the extension takes to activate, and how long the Lab's page takes to draw something. */
import { openFile, runCommand } from "../test/vscode/editor.ts";
import { openSession } from "../test/vscode/session.ts";
import { webviewWith } from "../test/vscode/webview.ts";
import { median } from "./median.ts";

const rounds = 5;

export interface ActivationRow {
  /** As VS Code itself reports it under "Running Extensions". */
  readonly activationMs: number;
  /** From the page's start to its first contentful paint. */
  readonly firstPaintMs: number;
}

export async function benchActivation(): Promise<ActivationRow> {
  const activations: number[] = [];
  const paints: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const session = await openSession({ name: `bench-${round}` });
    try {
      const { page } = session;
      await openFile(page, "spiral.soma");
      await page.locator(".codelens-decoration", { hasText: "Train" }).waitFor();
      await runCommand(page, "Soma: Open Lab Beside");
      const frame = await webviewWith(page, "canvas");
      paints.push(
        await frame.evaluate(
          () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
        ),
      );
      await runCommand(page, "Developer: Show Running Extensions");
      const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "soma" }).first();
      await row.waitFor();
      activations.push(Number(/(\d+)\s*ms/.exec(await row.innerText())?.[1] ?? Number.NaN));
    } finally {
      await session.close();
    }
  }
  const row = { activationMs: median(activations), firstPaintMs: median(paints) };
  console.log(
    `Activation ${row.activationMs} ms (${activations.join(", ")}); the Lab's first paint ${row.firstPaintMs.toFixed(0)} ms`,
  );
  return row;
}
