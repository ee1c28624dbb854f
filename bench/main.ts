/**
 * Measures what the README says: `npm run bench [-- engine|W1…W6|seeds|keystroke|activation…] [--json FILE] [--seconds N]`.
 * Contenders take turns within one run, in processes of their own; figures are medians, ratios are within the run.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchActivation } from "./activation.ts";
import { contend, startContender } from "./contender.ts";
import { contendJax } from "./contenders/jax.ts";
import { contendPeak } from "./contenders/peak.ts";
import { contendSoma } from "./contenders/soma.ts";
import { contendTfjs } from "./contenders/tfjs.ts";
import { benchEngine, node } from "./engine.ts";
import { benchKeystroke } from "./keystroke.ts";
import { measureSeeds, type SeedsRow } from "./seeds.ts";
import { engineTable, seedsTable } from "./table.ts";
import { workload, workloadNames } from "./workloads/index.ts";
import type { WorkloadName } from "./workloads/workload.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, seconds: { type: "string", default: "0.5" } },
});

const [role, ...rest] = positionals;
if (role === "contender") await playContender(rest);
else await measureAll(Number(values.seconds) * 1000);

/** What a process does that was started by another one of these. */
async function playContender([name = "", of = ""]: readonly string[]): Promise<void> {
  const given = () => workload(of as WorkloadName);
  switch (name) {
    case "peak":
      return contendPeak(of === "relaxed");
    case "soma-strict":
    case "soma-relaxed":
      return contendSoma(given(), name === "soma-relaxed");
    case "tfjs-cpu":
      return contendTfjs(given(), "cpu");
    case "tfjs-wasm":
      return contendTfjs(given(), "wasm");
    case "jax-wasm":
      return contendJax(given());
    case "seeds":
      return contend(await measureSeeds(), () => {});
    default:
      throw new Error(`there is no contender "${name}"`);
  }
}

async function measureAll(segmentMs: number): Promise<void> {
  const wanted = (part: string): boolean => positionals.length === 0 || positionals.includes(part);
  const chosen = workloadNames.filter((name) => wanted("engine") || wanted(name));
  const report = {
    node: process.version,
    ...(chosen.length > 0 ? { engine: await benchEngine(chosen, segmentMs) } : {}),
    ...(wanted("seeds") ? { seeds: await benchSeeds() } : {}),
    ...(wanted("keystroke") ? { keystroke: await benchKeystroke() } : {}),
    ...(wanted("activation") ? { activation: await benchActivation() } : {}),
  };
  if (report.engine) console.log(`\n${engineTable(report.engine)}`);
  if (report.seeds) console.log(`\n${seedsTable(report.seeds)}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

/** In a fresh process of the Node that VS Code brings, like the contenders. */
async function benchSeeds(): Promise<readonly SeedsRow[]> {
  const argv = [process.argv[1] ?? "", "contender", "seeds"];
  const measured = await startContender<readonly SeedsRow[]>("seeds", node(), argv);
  measured?.end();
  return measured?.ready ?? [];
}
