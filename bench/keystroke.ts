/** From a keystroke to its diagnostics, over stdio as an editor sees it; and from the server's start to the first diagnostics. */
import { startLspSession, uriOf } from "../test/server/lsp-session.ts";
import { quantile } from "./median.ts";

export interface KeystrokeRow {
  readonly lines: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly firstDiagnosticsMs: number;
}

export async function benchKeystroke(): Promise<readonly KeystrokeRow[]> {
  const rows: KeystrokeRow[] = [];
  for (const lines of [1_000, 10_000]) {
    const row = await measure(lines);
    console.log(
      `${lines.toLocaleString("en")} lines: didChange → publishDiagnostics p50 ${row.p50Ms.toFixed(2)} ms, p95 ${row.p95Ms.toFixed(2)} ms; ` +
        `server start → first diagnostics ${row.firstDiagnosticsMs.toFixed(0)} ms`,
    );
    rows.push(row);
  }
  return rows;
}

async function measure(lines: number): Promise<KeystrokeRow> {
  const startedMs = performance.now();
  const session = await startLspSession("dist/server.cjs");
  const uri = uriOf("examples/long.soma");
  const text = longFile(lines);
  await session.open(uri, text);
  const firstDiagnosticsMs = performance.now() - startedMs;
  const all = text.split("\n");
  const targets = all.flatMap((line, index) => (line.includes("dense(32") ? [index] : []));
  const times: number[] = [];
  for (let i = 0; i < 240; i++) {
    const line = targets[(i * 37) % targets.length] ?? 0;
    const character = (all[line] ?? "").indexOf("32") + 2;
    const typed =
      i % 2 === 0 ? { start: { line, character }, end: { line, character }, text: "1" } : undefined;
    const back = { start: { line, character }, end: { line, character: character + 1 }, text: "" };
    for (const edit of typed ? [typed, back] : [{ ...back, end: back.start, text: " " }, back]) {
      const before = performance.now();
      await session.change(uri, edit);
      if (i >= 20) times.push(performance.now() - before);
    }
  }
  await session.close();
  return { lines, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), firstDiagnosticsMs };
}

/** Networks of a dozen lines each, with data and training, until there are enough lines. */
function longFile(lines: number): string {
  const parts = ["data points = circle(points: 200, noise: 0.1)", ""];
  for (let i = 0; parts.length < lines; i++)
    parts.push(
      `/// Network number ${i}.`,
      `network Net${i} {`,
      "  input x: [2]",
      "  y = x",
      "    -> a: dense(32, tanh)",
      "    -> b: dense(16, relu)",
      "    -> dropout(0.1)",
      `  z = y -> dense(16, gelu) -> dense(${8 + (i % 8)}, tanh)`,
      "  output z -> dense(1)",
      "}",
      `train Net${i} on points { loss: binary_cross_entropy; optimizer: adam(lr: 0.01); epochs: 5; seed: ${i} }`,
      "",
    );
  return parts.slice(0, lines).join("\n");
}
